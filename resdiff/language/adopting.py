"""Reads the adopting sentence: The Plenipotentiary Conference … (Dubai, 2018),"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Adopting:
    """What an adopting sentence says.

    Shape:   `body` PP, WTSA, WTDC, WRC, RA, Council, WTPF, WCIT; `place`, `place_id`, `year` as in NumberLine.
    Units:   `stop` where the sentence ends, before any text that runs on behind it.
    """

    language: str
    body: str
    place: str
    place_id: str
    year: int
    stop: int


def read(text: str, language: str = "") -> Adopting | None:
    """The adopting sentence `text` begins with and (but for blanks and a note mark) consists of; None otherwise."""
    raise NotImplementedError
