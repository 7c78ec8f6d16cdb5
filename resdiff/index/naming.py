"""Which texts a user means by "PP 101", "WTSA Resolution 64" or "(Rev. Dubai, 2018)"."""

from __future__ import annotations

import re

from resdiff.errors import UsageError
from resdiff.index.store import Connection
from resdiff.language import places
from resdiff.language.adopting import ELSEWHERE
from resdiff.model import Edition, Work
from resdiff.renderers.heads import titled

BODIES = ("PP", "WTSA", "WTDC", "WRC", "RA", "Council", "WTPF", "WCIT", *sorted(ELSEWHERE))
KINDS = ("resolution", "decision", "recommendation", "opinion")
_BODY = {body.casefold(): body for body in BODIES} | {"c": "Council", "ga": "UNGA"}
_SPLIT = re.compile(r"[\s,]+|(?<=[A-Za-z])-?(?=\d)")
_HINT = "name it by body, kind and number: “PP 101”, “WTSA Resolution 64”, “PP Decision 5”"


def works(connection: Connection, name: str) -> tuple[Work, ...]:
    """The works of the index, whether it holds them or only cites them, that a name may mean.

    Shape:   by body, kind and number; none where the index knows no such text. A Resolution is
             meant where a name says no kind and there is one.
    Raises:  UsageError for what is no name of a text.
    """
    body, kind, number = read(name)
    rows = connection.execute(
        "SELECT body, kind, number FROM works WHERE lower(number) = lower(?)"
        " AND (body = ? OR ? = '') AND (kind = ? OR ? = '') AND body <> '' ORDER BY 1, 2, 3",
        (number, body, body, kind, kind),
    )
    found = tuple(Work(*row) for row in rows)
    if kind:
        return found
    resolutions = tuple(work for work in found if work.kind == KINDS[0])
    return resolutions or found


def work(connection: Connection, name: str) -> Work | None:
    """The one work that a name means; None where the index knows no such text.

    Raises:  UsageError for what is no name of a text, or may mean several.
    """
    found = works(connection, name)
    if len(found) > 1:
        several = ", ".join(titled(one) for one in found)
        raise UsageError(f"“{name}” may mean {several}", "name its body too: “PP 101”")
    return found[0] if found else None


def read(name: str) -> tuple[str, str, str]:
    """The body, kind and number that a name says, "" for what it does not say.

    Raises:  UsageError for what is no name of a text.
    """
    body = kind = number = ""
    for word in filter(None, _SPLIT.split(name.strip().strip("“”\"'"))):
        folded = word.casefold().rstrip(".")
        if not body and folded in _BODY:
            body = _BODY[folded]
        elif not kind and len(folded) > 2 and any(one.startswith(folded) for one in KINDS):
            kind = next(one for one in KINDS if one.startswith(folded))
        elif not number and (any(c.isdigit() for c in word) or word.startswith("[")):
            number = word
        else:
            raise UsageError(f"“{name}” does not name a text: what is “{word}”?", _HINT)
    if not number:
        raise UsageError(f"“{name}” names no number", _HINT)
    return body, kind, number


def printed(edition: Edition) -> str:
    """An edition in parentheses, its place in English where it is known; "" where there is none."""
    place = next((p.name("en") for p in places.known() if p.id == edition.place_id), edition.place)
    inside = ", ".join(part for part in (place, str(edition.year or "")) if part)
    revised = "Rev. " if edition.revised else ""
    return f"({revised}{inside})" if inside else ""


def edition(said: str) -> tuple[str, int]:
    """The place id and the year that "Dubai, 2018", "2018" or "迪拜" mean; "" and 0 where unsaid.

    Raises:  UsageError for a place that is not known, or what is neither.
    """
    text = said.strip(" ()（）")
    year = re.search(r"(?:19|20)\d\d", text)
    words = re.sub(r"(?i)\brev\b\.?|(?:19|20)\d\d年?", " ", text).strip(" ,،，")
    place = places.find(words) if words else None
    if words and place is None:
        raise UsageError(
            f"no conference is known to have met at “{words}”", "name the year alone: 2018"
        )
    if not words and year is None:
        raise UsageError(f"“{said}” is no edition", "name a place, a year or both: “Dubai, 2018”")
    return place.id if place else "", int(year[0]) if year else 0
