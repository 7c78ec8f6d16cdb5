"""A zip file, read within bounds, and rewritten without repacking what did not change."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from typing import Final

from resdiff.errors import (
    BrokenPackage,
    EmptyFile,
    Encrypted,
    LegacyFormat,
    UnknownFormat,
    Unsafe,
)

MAX_ENTRIES: Final = 10_000
"""Most entries in a package. Source: the richest of 249 real files has 46."""

MAX_PART: Final = 256 * 1024 * 1024
"""Most bytes of one unpacked entry.

Source:  Word reads at most 32 MB of text (Microsoft, "Operating parameter limitations and
         specifications in Word"); the XML of real long documents is 7 to 22 times its text,
         mostly 8.
"""

MAX_TOTAL: Final = 512 * 1024 * 1024
"""Most unpacked bytes of all entries together. Source: the 512 MB that Word allows a file."""

MAX_RATIO: Final = 200
"""Most that an entry of more than `RATIO_FROM` bytes may swell.

Source:  Apache POI's ZipSecureFile allows 100; the worst of 249 real files has 34; deflate can
         reach 1,032.
"""

RATIO_FROM: Final = 4 * 1024 * 1024
"""Entries smaller than this may swell as they like: they cost nothing."""

_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_FIXED_DATE: Final = (
    (1980 - 1980) << 25 | 1 << 21 | 1 << 16
)  # 1980-01-01, the earliest a zip can say
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    struct.error,
    ValueError,
    OSError,
    NotImplementedError,
)


def sniff(data: bytes, name: str) -> None:
    """Nothing, when the bytes begin like a zip.

    Raises:  EmptyFile, Encrypted, LegacyFormat or UnknownFormat, saying what they are instead.
    """
    if not data:
        raise EmptyFile(f"{name} is empty")
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Encrypted(f"{name} is protected by a password")
        if "WordDocument".encode("utf-16-le") in data:
            raise LegacyFormat(f"{name} is a Word file of the old binary kind (.doc)")
        raise UnknownFormat(f"{name} is an old Office file, but not a Word document")
    if data.startswith(b"{\\rtf"):
        raise LegacyFormat(f"{name} is a rich text file (.rtf)")
    if b"<pkg:package" in data[:2000]:
        raise LegacyFormat(f"{name} is a Word file of the flat XML kind (.xml)")
    if not data.startswith(b"PK"):
        raise UnknownFormat(f"{name} is not a Word file")


class Archive:
    """The entries of a zip file.

    Shape:   `names` in the order of the directory; `source` the bytes it was opened from.
    Raises:  BrokenPackage for a damaged zip; Encrypted for a zip password; LegacyFormat for
             OpenDocument; Unsafe past the bounds, for a name that leaves the package, or for two
             entries of one name.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.source = data
        self._name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGE as error:
            raise BrokenPackage(f"{name} is damaged or incomplete ({error})") from None
        self._entries = self._checked(self._zip.infolist())
        self.names: Mapping[str, object] = self._entries
        self._last: tuple[str, bytes] | None = None  # a part is searched, then parsed
        self._held: dict[tuple[str, tuple[re.Pattern[bytes], ...]], bool] = {}
        if "mimetype" in self._entries and b"opendocument" in self.read("mimetype")[:80]:
            raise LegacyFormat(f"{name} is an OpenDocument file (.odt)")

    def _checked(self, entries: Sequence[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
        if len(entries) > MAX_ENTRIES:
            raise Unsafe(f"{self._name} holds {len(entries)} entries")
        if sum(x.file_size for x in entries) > MAX_TOTAL:
            raise Unsafe(f"{self._name} would unpack to more than {MAX_TOTAL >> 20} MB")
        found: dict[str, zipfile.ZipInfo] = {}
        folded: set[str] = set()
        for entry in entries:
            self._check(entry)
            key = entry.filename.lower()
            if key in folded:
                raise Unsafe(f"{self._name} holds the entry {entry.filename} twice")
            folded.add(key)
            found[entry.filename] = entry
        return found

    def _check(self, entry: zipfile.ZipInfo) -> None:
        steps = entry.filename.replace("\\", "/").split("/")
        if ".." in steps or steps[0] == "" or ":" in steps[0] or "\0" in entry.orig_filename:
            raise Unsafe(f"{self._name} holds an entry that points outside: {entry.filename!r}")
        if entry.flag_bits & 1:
            raise Encrypted(f"{self._name} is a zip protected by a password")
        if entry.file_size > MAX_PART:
            raise Unsafe(
                f"{self._name}: {entry.filename} would unpack to {entry.file_size >> 20} MB"
            )
        if entry.file_size > RATIO_FROM and entry.file_size > MAX_RATIO * entry.compress_size:
            raise Unsafe(f"{self._name}: {entry.filename} would swell more than {MAX_RATIO} times")

    def read(self, name: str) -> bytes:
        """The unpacked bytes of an entry, at most as many as the directory promised.

        Raises:  KeyError when there is none; BrokenPackage when it is damaged.
        """
        if self._last is not None and self._last[0] == name:
            return self._last[1]
        entry = self._entries[name]
        try:
            with self._zip.open(entry) as stream:
                data = stream.read(entry.file_size + 1)
        except (*_DAMAGE, RuntimeError) as error:
            raise BrokenPackage(f"{self._name}: {name} is damaged ({error})") from None
        if len(data) != entry.file_size:
            raise BrokenPackage(f"{self._name}: {name} is not as long as the package says")
        self._last = name, data
        return data

    def holds(self, name: str, *patterns: re.Pattern[bytes]) -> bool:
        """Whether one of the patterns is found in the unpacked bytes of an entry; sought once.

        Raises:  as `read`.
        """
        if (name, patterns) not in self._held:
            data = self.read(name)
            self._held[name, patterns] = any(x.search(data) for x in patterns)
        return self._held[name, patterns]

    def _packed(self, name: str) -> bytes:
        """The packed bytes of an entry, as they stand in the file.

        Raises:  BrokenPackage when its head or its end is not there.
        """
        entry = self._entries[name]
        at = entry.header_offset
        head = self.source[at : at + 30]
        if len(head) < 30 or head[:4] != b"PK\3\4":
            raise BrokenPackage(f"{self._name}: {name} is damaged")
        named, extra = struct.unpack("<HH", head[26:30])
        start = at + 30 + named + extra
        data = self.source[start : start + entry.compress_size]
        if len(data) != entry.compress_size:
            raise BrokenPackage(f"{self._name}: {name} is incomplete")
        return data

    def rewrite(self, order: Sequence[str], changed: Mapping[str, bytes]) -> bytes:
        """A zip of the entries in `order`: `changed` ones packed anew, the others carried over."""
        out = io.BytesIO()
        directory = io.BytesIO()
        for name in order:
            fresh = changed.get(name)
            _write(out, directory, name, *(self._old(name) if fresh is None else _new(fresh)))
        start, size = out.tell(), directory.tell()
        out.write(directory.getvalue())
        out.write(struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, len(order), len(order), size, start, 0))
        return out.getvalue()

    def _old(self, name: str) -> tuple[bytes, int, int, int, int]:
        entry = self._entries[name]
        year, month, day, hour, minute, second = entry.date_time
        date = (
            (year - 1980) << 25 | month << 21 | day << 16 | hour << 11 | minute << 5 | second // 2
        )
        packed = self._packed(name)
        return packed, entry.compress_type, entry.CRC, entry.file_size, date


def _new(data: bytes) -> tuple[bytes, int, int, int, int]:
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    packed = packer.compress(data) + packer.flush()
    return packed, zipfile.ZIP_DEFLATED, zlib.crc32(data), len(data), _FIXED_DATE


def _write(
    out: io.BytesIO,
    directory: io.BytesIO,
    name: str,
    packed: bytes,
    method: int,
    crc: int,
    size: int,
    date: int,
) -> None:
    """Writes one entry and its line in the directory (PKWARE APPNOTE 4.3.7 and 4.3.12)."""
    encoded = name.encode()
    flags = 0 if name.isascii() else 0x800  # APPNOTE 4.4.4, bit 11: the name is UTF-8
    fields = (20, flags, method, date & 0xFFFF, date >> 16, crc, len(packed), size, len(encoded), 0)
    at = out.tell()
    out.write(struct.pack("<4s5H3L2H", b"PK\3\4", *fields) + encoded + packed)
    directory.write(struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, *fields, 0, 0, 0, 0, at) + encoded)
