"""What a reader may ask the differ to leave out of sight."""

from __future__ import annotations

from dataclasses import field

from resdiff.errors import UsageError
from resdiff.model import Kept
from resdiff.values import dataclass

IGNORABLE = ("typography", "space", "case", "punctuation", "hyphens")


@dataclass(frozen=True, slots=True)
class Options:
    """How two documents are to be compared.

    Shape:   `ignore` names differences that are not shown: some of `IGNORABLE`; a notice says how
             many there were. "typography" are kinds of blank and their number, kinds of hyphen,
             dash, apostrophe, quotation mark and width, tatweel, signs without width. `kept`, where
             it is given, is what the author of a tracked file left alone: then nothing is sought,
             and the changes are those that the author made. `pieces`: of a clause written anew, the
             pieces that stay are told too, though a reader would not want them marked (for tracing
             words).
    Raises:  UsageError when `ignore` names something else.
    """

    ignore: frozenset[str] = frozenset()
    kept: tuple[Kept, ...] | None = field(default=None, repr=False)
    pieces: bool = False

    def __post_init__(self) -> None:
        unknown = sorted(self.ignore - set(IGNORABLE))
        if unknown:
            raise UsageError(
                f"cannot ignore {', '.join(unknown)}", f"choose from {', '.join(IGNORABLE)}"
            )


DEFAULT = Options()
