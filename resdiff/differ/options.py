"""What a reader may ask the differ to leave out of sight."""

from __future__ import annotations

from dataclasses import dataclass

from resdiff.errors import UsageError

IGNORABLE = ("space", "case", "punctuation", "hyphens")


@dataclass(frozen=True, slots=True)
class Options:
    """How two documents are to be compared.

    Shape:   `ignore` names differences that are not shown: some of `IGNORABLE`.
    Raises:  UsageError when `ignore` names something else.
    """

    ignore: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        unknown = sorted(self.ignore - set(IGNORABLE))
        if unknown:
            raise UsageError(
                f"cannot ignore {', '.join(unknown)}", f"choose from {', '.join(IGNORABLE)}"
            )


DEFAULT = Options()
