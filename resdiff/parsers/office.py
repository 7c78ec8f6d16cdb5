"""Reads what LibreOffice can turn into a Word file: old Word (.doc), OpenDocument (.odt), rich text
(.rtf).

LibreOffice runs without a window, with a fresh profile of its own in a temporary folder, for a
bounded time. A fresh profile runs no macros of documents: that is LibreOffice's own default.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from functools import lru_cache
from pathlib import Path

from resdiff.errors import LegacyFormat, Unsafe
from resdiff.model import View
from resdiff.parsers import docx
from resdiff.parsers.content import Content

SECONDS = 120
"""Longest conversion. Source: a volume of 1,000 pages takes under a minute on two slow cores."""

_SUFFIXES = ((b"{\\rtf", ".rtf"), (b"PK", ".odt"), (b"<", ".fodt"))
_KINDS = {
    ".doc": "a Word file of the old binary kind (.doc)",
    ".rtf": "a rich text file (.rtf)",
    ".odt": "an OpenDocument text (.odt)",
    ".fodt": "an OpenDocument text (.fodt)",
}


def content(data: bytes, name: str, view: View) -> Content:
    """The blocks of the Word file that LibreOffice makes of the bytes, with that file.

    Raises:  LegacyFormat where LibreOffice is not installed, and for what it cannot read; Unsafe
             when it takes too long.
    """
    word = as_word(data, name)
    found = docx.content(word, name, view)
    return Content(found.blocks, found.notices, found.word or word, found.opened)


def has_changes(data: bytes, name: str) -> bool:
    """Whether the file carries tracked changes.

    Raises:  as `content`.
    """
    return docx.has_changes(as_word(data, name), name)


@lru_cache(maxsize=4)  # each file is asked about for its changes, then read once a view
def as_word(data: bytes, name: str) -> bytes:
    """The Word file that LibreOffice makes of the bytes.

    Raises:  as `content`.
    """
    suffix = _suffix(data)
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise LegacyFormat(
            f"{name} is {_KINDS[suffix]}",
            "install LibreOffice, which then reads it for resdiff; or save it as .docx",
        )
    with tempfile.TemporaryDirectory(prefix="resdiff-") as folder:
        return _convert(program, data, suffix, name, Path(folder))


def _suffix(data: bytes) -> str:
    """The suffix that tells LibreOffice what the bytes are."""
    start = data.lstrip()
    return next((suffix for sign, suffix in _SUFFIXES if start.startswith(sign)), ".doc")


def _convert(program: str, data: bytes, suffix: str, name: str, folder: Path) -> bytes:
    given = folder / f"given{suffix}"
    given.write_bytes(data)
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(folder / "made"),
        str(given),
    ]
    try:
        subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise Unsafe(f"{name} took LibreOffice more than {SECONDS} seconds to read") from None
    made = folder / "made" / "given.docx"
    if not made.is_file():
        raise LegacyFormat(
            f"{name} is {_KINDS[suffix]} that LibreOffice cannot read",
            "open it in Word and save it as .docx",
        )
    return made.read_bytes()
