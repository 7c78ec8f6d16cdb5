"""The four kinds of Word file: document or template, with macros or without.

Word refuses a file whose main part says another kind than its name does, and a file of a kind
without macros that holds some; so the kind is set to what the name will say.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from resdiff.errors import UsageError
from resdiff.model import Notice
from resdiff.ooxml.package import Package

_PLAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_MACROS: Final = "application/vnd.ms-word."
KINDS: Final = MappingProxyType(
    {
        ".docx": _PLAIN + "document.main+xml",
        ".dotx": _PLAIN + "template.main+xml",
        ".docm": _MACROS + "document.macroEnabled.main+xml",
        ".dotm": _MACROS + "template.macroEnabledTemplate.main+xml",
    }
)
"""The content type of the main part, by the suffix of the file. Source: ECMA-376-1 §11.3.10 and
[MS-OFFMACRO] §2.2.1."""


def become(package: Package, suffix: str) -> None:
    """Makes the package of the kind that `suffix` names; macros go where that kind has none.

    Shape:   in place; a package of that kind already, or of none of the four, stays untouched.
    Raises:  UsageError for a suffix that is no Word file's.
    """
    now, wanted = package.content_type(package.main), _kind(suffix)
    if now == wanted or now not in KINDS.values():
        return
    package.declare(package.main, wanted)
    if wanted.startswith(_PLAIN):
        _drop_macros(package)


def lost_macros(package: Package, suffix: str) -> Iterator[Notice]:
    """A notice when the package holds macros and a file of that name may not.

    Raises:  UsageError for a suffix that is no Word file's.
    """
    if _kind(suffix).startswith(_PLAIN) and _macros(package):
        yield Notice(
            "macros-dropped",
            f"{package.name} holds macros, which a {suffix} file may not: they are left out (an"
            " output that ends in .docm keeps them)",
        )


def other_macros(old: Package, new: Package) -> Iterator[Notice]:
    """A notice when the new package brings macros that the old one has not."""
    found = _macros(new)
    if found and found != _macros(old):
        yield Notice(
            "macros-differ",
            f"{new.name} holds macros that the old file has not, which no tracked change can say;"
            " they are not brought",
        )


def _kind(suffix: str) -> str:
    if suffix not in KINDS:
        raise UsageError(f"{suffix!r} is no Word file's suffix", f"one of {', '.join(KINDS)}")
    return KINDS[suffix]


def _macros(package: Package) -> list[bytes]:
    return [package.data(x) for x in package.related(package.main, "vbaProject")]


def _drop_macros(package: Package) -> None:
    arrows = package.relationships(package.main)
    macros = [(key, x.target) for key, x in arrows.items() if x.kind == "vbaProject"]
    lost = {name for _, name in macros}
    lost |= {x.target for name in lost for x in package.relationships(name).values()}
    for key, _ in macros:
        package.remove_relationship(package.main, key)
    package.remove_unreachable(lost)
