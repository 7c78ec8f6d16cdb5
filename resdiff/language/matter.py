"""Reads the lines around a text: the proposal line, Reasons, abstract, annex and appendix numbers, draft headings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from resdiff.model import Proposal


class MatterKind(StrEnum):
    """What a line of front or back matter is."""

    PROPOSAL = "proposal"  # MOD<TAB>ECP/38A4/1, or its symbol or identifier alone on the line
    REASONS = "reasons"  # Reasons: …
    ABSTRACT = "abstract"  # Abstract: …, Summary
    ANNEX = "annex"  # ANNEX 1 TO RESOLUTION 130 (REV. DUBAI, 2018)
    APPENDIX = "appendix"
    ATTACHMENT = "attachment"
    DRAFT = "draft"  # DRAFT REVISION OF, PROJET DE RÉVISION DE LA …
    HEADING = "heading"  # Introduction, Proposal, Background


@dataclass(frozen=True, slots=True)
class Matter:
    """One line of front or back matter.

    Shape:   `number` of an annex ("1", "A", "I", ""); `proposal` for a proposal line (a part that is not printed is "");
             `whole_line` whether nothing follows the label on the line.
    Units:   `stop` where the text behind the label begins (blanks passed over); `certainty` 0 to 1.
    """

    kind: MatterKind
    language: str
    stop: int
    whole_line: bool
    number: str = ""
    proposal: Proposal | None = None
    certainty: float = 1.0


def read(text: str, language: str = "") -> Matter | None:
    """The front- or back-matter line that `text` is or begins as; None for any other line."""
    raise NotImplementedError
