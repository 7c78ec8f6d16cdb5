"""What a recovery is made of: stretches of the flat text, each with its fate, its certainty and
the reason for both."""

from __future__ import annotations

from enum import StrEnum

from resdiff.model import BrokenInvariant, Mark, Notice
from resdiff.values import dataclass


class Certainty(StrEnum):
    """How sure a mark is: by the letters of the known text or the numbering; by evidence; not."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the flat text.

    Shape:   `mark` how it stands in the derived texts. Where `certainty` is UNDETERMINED nothing
             was decided and `reason` says what it may be: KEPT is text that may have been struck
             out (or inserted), another mark says that of two equal stretches one is meant, this or
             its neighbour. A kept stretch is certain only where both editions hold it; otherwise
             it is one that nothing speaks against, and its reason is "".
    """

    text: str
    mark: Mark
    certainty: Certainty
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Recovery:
    """A run-together text taken apart.

    Shape:   the stretches' texts joined are the flat text; `base` is what INSERTED leaves out, and
             `proposal` what DELETED leaves out. `contradictions` say where a known text and the
             flat text cannot both be right. `order` is "old first", "new first", "mixed" or "":
             how the text puts old and new words side by side.
    Raises:  BrokenInvariant when a stretch is empty.
    """

    stretches: tuple[Stretch, ...]
    language: str
    order: str
    known: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    contradictions: tuple[Notice, ...] = ()

    def __post_init__(self) -> None:
        if any(not stretch.text for stretch in self.stretches):
            raise BrokenInvariant("a stretch of a recovery must hold text")

    @property
    def flat(self) -> str:
        """The text as it was found."""
        return "".join(stretch.text for stretch in self.stretches)

    @property
    def base(self) -> str:
        """The text before the proposal, as far as it was recovered."""
        return "".join(s.text for s in self.stretches if s.mark is not Mark.INSERTED)

    @property
    def proposal(self) -> str:
        """The text as proposed, as far as it was recovered."""
        return "".join(s.text for s in self.stretches if s.mark is not Mark.DELETED)
