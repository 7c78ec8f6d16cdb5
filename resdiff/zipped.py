"""Files that are zips of XML: no clock in them, and no character that XML cannot hold."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
"""The date of every entry. Source: the earliest that a zip can say (APPNOTE 4.4.6, MS-DOS time)."""

_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def holdable(text: str) -> str:
    """The text, with U+FFFD for each character that XML cannot hold.

    Source:  XML 1.0 §2.2, Char.
    """
    return _NOT_XML.sub("\ufffd", text)


def undated(data: bytes, replaced: Mapping[str, bytes] = MappingProxyType({})) -> bytes:
    """The same zip, entry by entry, with fixed times; entries in `replaced` have those bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for entry in old.infolist():
            info = zipfile.ZipInfo(entry.filename, EARLIEST)
            held = replaced.get(entry.filename)
            new.writestr(info, old.read(entry) if held is None else held, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
