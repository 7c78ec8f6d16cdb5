"""Which program is running: what it makes may be used again only by the very same."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import resdiff
from resdiff.resources import templates

_WRITING = ("diff-match-patch", "jinja2", "lxml", "openpyxl", "python-docx")
"""Packages that results are written with."""


@cache
def program() -> str:
    """The version, and a digest of this program's own files and of what it writes with.

    Source:  reading all of it takes 20 ms, less than one pair.
    """
    own = Path(resdiff.__file__).parent
    said = "\n".join(map(_installed, _WRITING))
    parts = (digest(own), digest(templates()), said)
    return f"{resdiff.__version__}+{sha256(chr(10).join(parts).encode()).hexdigest()[:16]}"


def _installed(package: str) -> str:
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:  # installed without its metadata
        return package


def digest(folder: Path) -> str:
    """A digest of every file below the folder, by name and content; what Python and tools keep
    beside them (`__pycache__`, hidden files) does not count.
    """
    found = sha256()
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_file() and not any(p.startswith((".", "__pycache__")) for p in name.parts):
            for data in (name.as_posix().encode(), path.read_bytes()):
                found.update(len(data).to_bytes(8, "big") + data)
    return found.hexdigest()
