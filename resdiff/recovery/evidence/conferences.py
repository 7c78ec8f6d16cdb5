"""The edition that a text says it is: what agrees with it, and what no longer can."""

from __future__ import annotations

import re
from collections.abc import Iterator

from resdiff.language import adopting, numberline, places
from resdiff.model import Mark
from resdiff.recovery.evidence.echoes import longest_shared
from resdiff.recovery.evidence.pairs import quote
from resdiff.recovery.sheet import Finding, Line, Sheet
from resdiff.recovery.values import Certainty
from resdiff.values import dataclass

OWN = (
    "of this conference", "of this assembly", "de la présente conférence",
    "de la présente assemblée", "de la presente conferencia", "de la presente asamblea",
    "настоящей конференции", "настоящей ассамблеи", "لهذا المؤتمر", "لهذه الجمعية",
)  # fmt: skip
_LINK = re.compile(r"[,،]\s*(?:and|or|et|ou|y|o|e|и|или|а также|و)\b", re.IGNORECASE)
_HEAD = 60  # lines within which a text says which edition it is
_SHARED = 30  # characters that a clause and what speaks of it have in common; names are shorter
_HISTORY = re.compile(
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


def meetings(sheet: Sheet) -> tuple[Meeting | None, Meeting | None]:
    """The known edition's meeting and the other's, as far as the head of the text says them."""
    known = other = None
    for line in sheet.lines[:_HEAD]:
        if sheet.is_extra(line):
            continue
        known = known or meeting(sheet.known_line(line), sheet.language)
        other = other or meeting(sheet.other_line(line), sheet.language)
    return known, other


_ARTEFACT = re.compile(r"\[bookmark: [^\]]*\]")


def meeting(text: str, language: str) -> Meeting | None:
    """The meeting that a line of the head names, None where it names none."""
    text = _ARTEFACT.sub("", text).strip()
    number = numberline.read(text, language)
    if number and number.place and number.year:
        return Meeting(number.place, number.year)
    sentence = adopting.read(text, language)
    if sentence and sentence.place and sentence.year:
        return Meeting(sentence.place, sentence.year)
    return None


def outdated(sheet: Sheet) -> Iterator[Finding]:
    """What the known edition says of "this conference" that the other's conference is not."""
    known, other = meetings(sheet)
    if known is None or other is None or known == other or sheet.known is not Mark.DELETED:
        return
    own = "|".join(re.escape(words) for words in OWN)
    pattern = re.compile(
        rf"[(（][^()（）]*{known.pattern()}[^()（）]*[)）]\s*(?:{own})", re.IGNORECASE
    )
    struck = [sheet.known_line(line) for line in sheet.lines if sheet.is_spare(line)]
    for line in sheet.lines:
        if sheet.is_extra(line) or sheet.is_spare(line):
            continue
        yield from _outdated_in(sheet, line, pattern, struck, known)


def _outdated_in(
    sheet: Sheet, line: Line, pattern: re.Pattern[str], struck: list[str], known: Meeting
) -> Iterator[Finding]:
    text = sheet.flat[line.start : line.stop]
    for match in pattern.finditer(text):
        start, stop = line.start + match.start(), line.start + match.end()
        if not all(sheet.held[start:stop]) or any(sheet.spare[start:stop]):
            continue
        links = list(_LINK.finditer(text, 0, match.start()))
        phrase = text[links[-1].start() : match.end()] if links else match[0]
        reason = f"“this conference” is no longer the one of {known.place}, {known.year}"
        echo = max((longest_shared(phrase, line) for line in struck), key=len, default="")
        certainty = Certainty.UNDETERMINED
        if len(echo) >= _SHARED and links:
            certainty = Certainty.PROBABLE
            reason += f", and {quote(echo)} is struck out elsewhere"
        first = stop - len(phrase)
        if all(sheet.held[first:stop]):
            yield Finding(first, stop, certainty, reason)


def history(sheet: Sheet) -> Iterator[Finding]:
    """The new edition at the end of the history: the old edition cannot have it."""
    known, other = meetings(sheet)
    if known is None or known == other or sheet.known is not Mark.INSERTED:
        return
    own = re.compile(known.pattern())
    for line in sheet.lines:
        text = sheet.flat[line.start : line.stop]
        last = _HISTORY.search(text)
        if last is None or not own.search(last[0]) or other is None:
            continue
        start, stop = line.start + last.start(), line.start + last.end()
        if all(sheet.held[start:stop]) and re.search(r"\d{4}", text[: last.start()]):
            yield Finding(
                start,
                stop,
                Certainty.CERTAIN,
                f"the edition of {other.place}, {other.year} cannot list a later one",
            )


_NOTE = re.compile(r"\[(?:foot|end)noteRef:(\d+)\]\d{0,3}")


def empty_notes(sheet: Sheet) -> Iterator[Finding]:
    """A footnote's mark whose note has no words left."""
    if sheet.known is not Mark.DELETED:
        return
    for match in _NOTE.finditer(sheet.flat):
        body = re.search(rf"\[{match[1]}:([^\]]*)\]", sheet.flat[match.end() :])
        if (
            body is None
            or body[1].strip(" \t0123456789")
            or not all(sheet.held[match.start() : match.end()])
        ):
            continue
        start, stop = match.span()
        line = next(x for x in sheet.lines if x.start <= start <= x.stop)
        beside = stop < line.stop and not sheet.held[stop]
        if beside:
            word = re.search(r"\s?\S+$", sheet.flat[line.start : start])
            start = line.start + word.start() if word else start
            if not sheet.flat[stop].isspace() and sheet.flat[start].isspace():
                start += 1
        if all(sheet.held[start:stop]):
            yield Finding(
                start, stop, Certainty.PROBABLE, "its footnote is empty: mark and note are gone"
            )
