"""Says which body adopted a cited text, and how that is known."""

from __future__ import annotations

import re
from collections.abc import Mapping

from resdiff.citations.values import BodySource
from resdiff.language import places
from resdiff.language.editions import Parenthesis
from resdiff.model import Document, Instrument

# Bodies that adopt each kind of text and are cited with place and year. A WRC is cited by its tag
# (Rev.WRC-15), the Council by its year; WSIS adopts no text that is cited by number.
_ADOPTS: Mapping[str, frozenset[str]] = {
    "resolution": frozenset({"PP", "WTSA", "WTDC", "RA", "WCIT"}),
    "decision": frozenset({"PP"}),
    "recommendation": frozenset({"PP", "WTDC", "WTSA"}),
    "opinion": frozenset({"WTPF", "WTSA", "RA"}),
}
# The Council's resolutions passed 1000 in the nineteen-nineties and its decisions 400; no other
# body's have come near (PP resolutions end at 219, WRC ones at 812, PP decisions at 16).
_COUNCIL_RESOLUTIONS = 1000
_COUNCIL_DECISIONS = 100
# How surely the body is right where the text itself says it, where an edition or a habit does,
# where nothing does. A choice; findings about editions begin between the last two.
_SURE = 0.95
LIKELY = 0.8
GUESS = 0.5


def body_of(
    kind: str,
    number: str,
    said: str,
    near: bool,
    parenthesis: Parenthesis | None,
    own: str,
    context: str,
    tagged: str = "",
) -> tuple[str, BodySource, float]:
    """The body, how it is known, and how surely (0 to 1).

    Shape:   `said` a body id, "own" or "" as printed; `own` the citing text's body; `context` a
             body named before in the clause; `tagged` the body of a short name in the parenthesis:
             "(WTSA-16)".
    """
    met = _met(kind, parenthesis)
    if said == "own":
        return own, BodySource.OWN, _SURE if own else 0.0
    if said and (near or said in met):
        return said, BodySource.STATED, 1.0 if near else _SURE
    if by_number := _by_number(kind, number):
        return by_number, BodySource.NUMBER, _SURE
    if tagged:
        return tagged, BodySource.EDITION, _SURE
    if "/" in number:  # 13/2016: a recommendation of some other organization
        return "", BodySource.UNKNOWN, 0.0
    if parenthesis and parenthesis.body:
        return parenthesis.body, BodySource.EDITION, LIKELY
    if len(met) == 1:
        return met[0], BodySource.EDITION, _SURE
    if said or (context and (not met or context in met)):
        return said or context, BodySource.CONTEXT, GUESS
    if own and (not met or own in met):
        return own, BodySource.DEFAULT, LIKELY if met else GUESS
    return "", BodySource.UNKNOWN, 0.0


def _met(kind: str, parenthesis: Parenthesis | None) -> tuple[str, ...]:
    """The bodies that met at the edition's place in its year and adopt texts of that kind."""
    if parenthesis is None or not parenthesis.edition.place_id:
        return ()
    edition = parenthesis.edition
    found = places.bodies_that_met(edition.place_id, edition.year)
    return tuple(dict.fromkeys(b for b in found if b in _ADOPTS[kind]))


def _by_number(kind: str, number: str) -> str:
    if re.match(r"(?:itu|uit|мсэ)-r", number, re.IGNORECASE):
        return "RA"
    if re.fullmatch(r"\d{2}/\d{1,3}", number):
        return "UNGA"
    digits = re.fullmatch(r"\d+", number)
    if digits is None:
        return ""
    if kind == "resolution" and int(number) >= _COUNCIL_RESOLUTIONS:
        return "Council"
    return "Council" if kind == "decision" and int(number) >= _COUNCIL_DECISIONS else ""


def own_body(document: Document, clause: int) -> str:
    """The body whose text holds the clause; the only instrument's for front and back matter."""
    instrument = instrument_of(document, clause)
    return instrument.work.body if instrument else ""


def instrument_of(document: Document, clause: int) -> Instrument | None:
    """The instrument a clause belongs to; the only one there is for what stands outside."""
    index = document.clauses[clause].instrument
    if index >= 0:
        return document.instruments[index]
    for instrument in document.instruments:
        if instrument.start <= clause < instrument.stop:
            return instrument
    return document.instruments[0] if len(document.instruments) == 1 else None
