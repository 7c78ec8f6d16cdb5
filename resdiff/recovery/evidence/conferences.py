"""The edition that a text says it is: what agrees with it, and what no longer can."""

from __future__ import annotations

import re
from collections.abc import Iterator

from resdiff.language import adopting, numberline, places
from resdiff.model import Mark
from resdiff.recovery.collation import Collation, Finding, Line
from resdiff.recovery.evidence.echoes import longest_shared
from resdiff.recovery.evidence.pairs import quote
from resdiff.recovery.texts import BOOKMARK
from resdiff.recovery.values import Certainty
from resdiff.recovery.vocabulary import conjunction, own_conference
from resdiff.values import dataclass

HEAD = 60  # lines within which a text says which edition it is
_SHARED = 30  # characters that a clause and what speaks of it have in common; names are shorter
LAST_EDITION = re.compile(
    r"\s*(?:[–—-]\s*[(（][^()（）]*[)）]|[；;]\s*[^()（）；;]*)(?=\s*$|[)）]\s*$)"
)


@dataclass(frozen=True, slots=True)
class Meeting:
    """Where and when an edition was adopted."""

    place: str
    year: int

    def pattern(self) -> str:
        """What its place and year look like in a text, in either order."""
        found = places.find(self.place)
        names = {self.place, *(found.names if found else ()), *(found.aliases if found else ())}
        place = "|".join(re.escape(n) for n in sorted(names) if n)
        return rf"(?:(?:{place})[,،]\s*{self.year}|{self.year}年，(?:{place}))"

    def as_own(self) -> re.Pattern[str]:
        """What it looks like where a text calls it its own: (Dubai, 2012) of this conference."""
        named = rf"[(（][^()（）]*{self.pattern()}[^()（）]*[)）]"
        return re.compile(rf"{named}\s*(?:{own_conference()})", re.IGNORECASE)


def meetings(collation: Collation) -> tuple[Meeting | None, Meeting | None]:
    """The known edition's meeting and the other's, as far as the head of the text says them."""
    known = other = None
    for line in collation.lines[:HEAD]:
        if collation.is_extra(line):
            continue
        known = known or meeting(collation.known_line(line), collation.language)
        other = other or meeting(collation.other_line(line), collation.language)
    return known, other


def meeting(text: str, language: str) -> Meeting | None:
    """The meeting that a line of the head names, None where it names none."""
    text = BOOKMARK.sub("", text).strip()
    number = numberline.read(text, language)
    if number and number.place and number.year:
        return Meeting(number.place, number.year)
    sentence = adopting.read(text, language)
    if sentence and sentence.place and sentence.year:
        return Meeting(sentence.place, sentence.year)
    return None


def outdated(collation: Collation) -> Iterator[Finding]:
    """What the known edition says of "this conference" that the other's conference is not."""
    known, other = meetings(collation)
    if known is None or other is None or known == other or collation.known is not Mark.DELETED:
        return
    pattern = known.as_own()
    struck = [collation.known_line(line) for line in collation.lines if collation.is_spare(line)]
    for line in collation.lines:
        if collation.is_extra(line) or collation.is_spare(line):
            continue
        yield from _outdated_in(collation, line, pattern, struck, known)


def _outdated_in(
    collation: Collation, line: Line, pattern: re.Pattern[str], struck: list[str], known: Meeting
) -> Iterator[Finding]:
    text = collation.flat[line.start : line.stop]
    for match in pattern.finditer(text):
        start, stop = line.start + match.start(), line.start + match.end()
        if not all(collation.held[start:stop]) or any(collation.spare[start:stop]):
            continue
        link = last_link(text, match.start())
        phrase = text[link : match.end()]
        reason = f"“this conference” is no longer the one of {known.place}, {known.year}"
        echo = max((longest_shared(phrase, line) for line in struck), key=len, default="")
        certainty = Certainty.UNDETERMINED
        if len(echo) >= _SHARED and link < match.start():
            certainty = Certainty.PROBABLE
            reason += f", and {quote(echo)} is struck out elsewhere"
        first = stop - len(phrase)
        if all(collation.held[first:stop]):
            yield Finding(first, stop, certainty, reason)


def last_link(text: str, stop: int) -> int:
    """Where the comma and conjunction stand that join on what begins at `stop`; `stop` if none."""
    links = re.finditer(rf"[,،]\s*{conjunction()}", text[:stop], re.IGNORECASE)
    return max((link.start() for link in links), default=stop)


def history(collation: Collation) -> Iterator[Finding]:
    """The new edition at the end of the history: the old edition cannot have it."""
    known, other = meetings(collation)
    if known is None or known == other or collation.known is not Mark.INSERTED:
        return
    own = re.compile(known.pattern())
    for line in collation.lines:
        text = collation.flat[line.start : line.stop]
        last = LAST_EDITION.search(text)
        if last is None or not own.search(last[0]) or other is None:
            continue
        start, stop = line.start + last.start(), line.start + last.end()
        if all(collation.held[start:stop]) and re.search(r"\d{4}", text[: last.start()]):
            yield Finding(
                start,
                stop,
                Certainty.CERTAIN,
                f"the edition of {other.place}, {other.year} cannot list a later one",
            )
