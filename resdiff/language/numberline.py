"""Reads the line that carries a text's number: RESOLUTION 101 (Rev. Dubai, 2018)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NumberLine:
    """What a number line says.

    Shape:   `kind` is "resolution", "decision", "recommendation" or "opinion"; `number` as printed ("101", "[ECP-1]",
             "28", "ITU-R 4-5"); `place` as this language spells it, also where it is printed in capitals, and as printed
             (in title case) where no list knows it; `place_id` "" then; `year` 0 where none is printed; `body` "WRC", "RA",
             "Council" where the line itself says so, else ""; `draft` for a new or draft text; `note_mark` the
             footnote digit or star behind it.
    Units:   `start`, `stop` what was matched, code points; the note mark is inside.
    """

    language: str
    kind: str
    number: str
    revised: bool
    place: str
    place_id: str
    year: int
    body: str
    draft: bool
    note_mark: str
    start: int
    stop: int


def read(text: str, language: str = "") -> NumberLine | None:
    """The number line that the whole of `text` is, in one language or in whichever fits; None for any other line.

    Two editions run together ("(Rev. GuadalajaraBusan, 20102014)") are no number line.
    """
    raise NotImplementedError
