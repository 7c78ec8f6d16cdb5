"""Brings number line, adopting sentence and history line to a new edition, where the delegate has
not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from lxml.etree import _Element

from resdiff.errors import UsageError
from resdiff.language import adopting, history, numberline, pack, places
from resdiff.language import editions as parentheses
from resdiff.language.places import Place
from resdiff.model import Edition, Instrument, Kind, Notice
from resdiff.ooxml.names import PPR, RUN, w
from resdiff.ooxml.text import paragraph_text
from resdiff.proposals.extract import Taken
from resdiff.proposals.house import small_letters
from resdiff.proposals.texts import replace_text, run
from resdiff.proposals.words import event_of, head_words, short_name
from resdiff.values import dataclass

_INSIDE: Final = re.compile(r"[(（]([^()（）]*)[)）]")
_YEAR: Final = re.compile(r"(?<!\d)\d{4}(?!\d)")
_PARTS: Final = re.compile(r"[^,，、،;；]+")
_JOINED: Final = re.compile(r"[)）](?P<between>\s*[–—-]\s*)[(（]")
_CLOSES: Final = re.compile(r"[)）]\s*$")


@dataclass(frozen=True, slots=True)
class Target:
    """The edition that a text is to carry."""

    place: Place
    year: int

    def name(self, language: str) -> str:
        """The place as the language spells it."""
        return self.place.name(language)


def target(text: str, language: str) -> Target:
    """The edition that a user names: "New Delhi, 2024", in any of the six languages.

    Raises:  UsageError when it is none, or its place is not known.
    """
    bare = text.strip().strip("()（）").replace("\u00a0", " ")
    for one in (language, "en", "zh", "ar", "ru", "fr", "es"):
        read = parentheses.read(bare, one)
        if read is not None and read.edition.place_id:
            place = next(p for p in places.known() if p.id == read.edition.place_id)
            return Target(place, read.edition.year)
    raise UsageError(
        f"{text!r} is no edition whose place is known", 'write place and year: "New Delhi, 2024"'
    )


def printed(target: Target, language: str, *, revised: bool) -> str:
    """The edition in its parentheses, as a number line of the language has it."""
    form = head_words(language).forms["revised" if revised else "edition"]
    return form.format(place=target.name(language), year=target.year)


def bring(lines: Sequence[Taken], instrument: Instrument, target: Target) -> Iterator[Notice]:
    """Changes the head's paragraphs in place; a notice for each line that could not be brought."""
    language = instrument.language
    yield from _number(lines, target, language)
    yield from _adopting(lines, target, language)
    own = [x for x in lines if x.kind is Kind.HISTORY]
    if own:
        yield from _history(own, instrument, target)


# Their number lines say it all: "(Rev.WRC-12)", "ITU-R 1-8", "(modified 2019)".
_WITHOUT_HISTORY = frozenset({"WRC", "RA", "Council"})


def first_history(instrument: Instrument, base: Edition | None, target: Target) -> str:
    """The history line of a text that is revised for the first time; "" where it is not."""
    if base is None or base.revised or not base.place_id or not base.year:
        return ""
    if instrument.work.body in _WITHOUT_HISTORY:
        return ""
    language = instrument.language
    place = next((p for p in places.known() if p.id == base.place_id), None)
    if place is None or (base.place_id, base.year) == (target.place.id, target.year):
        return ""
    first = Target(place, base.year)
    if instrument.work.body in ("PP", ""):
        between = "–" if language == "zh" else " – "
        revised = printed(target, language, revised=True)
        return printed(first, language, revised=False) + between + revised
    forms = head_words(language).forms
    listed = forms["between"].join(
        forms["list"].format(place=x.name(language), year=x.year) for x in (first, target)
    )
    whole = forms["edition"].format(place=target.name(language), year=target.year)
    return whole[0] + listed + whole[-1]


def _number(lines: Sequence[Taken], target: Target, language: str) -> Iterator[Notice]:
    own = [x.element for x in lines if x.kind is Kind.NUMBER]
    if not own:
        yield Notice("no-number-line", "the text has no number line that could carry the edition")
        return
    for paragraph in reversed(own):
        text = paragraph_text(paragraph)
        found = _last(text, _INSIDE)
        if found is not None and _by_conference(paragraph, found, target, language):
            return
        if found is not None and _YEAR.search(found[1]):
            if not _is(found[1], target, language) or not _revised(found[1], language):
                _replace_inside(paragraph, found, target, language, revised=True)
            return
    if numberline.read(paragraph_text(own[-1]), language) is not None:
        _append(own[-1], " " if language != "zh" else "", target, language)
        return
    yield Notice("edition-not-brought", "the number line could not be read and was left as it is")


def _by_conference(
    paragraph: _Element, found: re.Match[str], target: Target, language: str
) -> bool:
    """Whether the parenthesis names a conference by its short name; then it names the new one."""
    read = parentheses.read(found[1], language)
    if read is None or read.body != "WRC" or read.edition.place:
        return False
    met = event_of("WRC", target.place.id, target.year)
    if met is None or read.edition.year == target.year:
        return True
    name = re.search(r"[^\W\d_]+[-\u2011]\d{2,4}", found[1])
    if name is None:
        return False
    revised = "" if read.edition.revised else "Rev."
    start = found.start(1) + name.start()
    replace_text(paragraph, start, found.start(1) + name.end(), revised + short_name(met, language))
    return True


def _append(paragraph: _Element, before: str, target: Target, language: str) -> None:
    stop = len(paragraph_text(paragraph).rstrip())
    replace_text(paragraph, stop, stop, before + printed(target, language, revised=True))


def _adopting(lines: Sequence[Taken], target: Target, language: str) -> Iterator[Notice]:
    for line in lines:
        if line.kind is Kind.ADOPTING:
            text = paragraph_text(line.element)
            found = next((x for x in _INSIDE.finditer(text) if _YEAR.search(x[1])), None)
            if found is not None and not _is(found[1], target, language):
                _replace_inside(line.element, found, target, language, revised=False)
            elif found is None and adopting.read(text.strip(), language) is None:
                yield Notice("edition-not-brought", "the adopting sentence names no place and year")
            return


def _history(own: Sequence[Taken], instrument: Instrument, target: Target) -> Iterator[Notice]:
    language = instrument.language
    wanted = (target.place.id, target.year)
    if wanted in {(x.place_id, x.year) for x in instrument.history}:
        return
    last = own[-1].element
    text = paragraph_text(last)
    closing = _CLOSES.search(_unmarked(text, language))
    if closing is None:
        yield Notice("edition-not-brought", "the history line could not be read and was left")
        return
    whole = "\n".join(paragraph_text(x.element) for x in own)
    if _is_list(whole, instrument):
        forms = head_words(language).forms
        inside = forms["list"].format(place=target.name(language), year=target.year)
        inside = _between(whole, forms) + _spaced_like(inside, whole)
        replace_text(last, closing.start(), closing.start(), inside)
        return
    joined = _JOINED.search(whole)
    between = joined["between"] if joined else "–" if language == "zh" else " – "
    at = closing.start() + 1
    fresh = _spaced_like(printed(target, language, revised=True), whole)
    replace_text(last, at, at, between + fresh)


_SPACES: Final = (r"(?<=,){}(?=\d{{4}})", r"(?<=\d){}(?=г\.)", r"(?<=\.){}(?=\w)")
"""Where an edition has a blank that may be a no-break one: before the year, before "г.", after
"Rev.".
"""


def _spaced_like(text: str, model: str) -> str:
    """The text with no-break spaces where the model has them."""
    for place in _SPACES:
        if re.search(place.format("\u00a0"), model):
            text = re.sub(place.format(" "), "\u00a0", text)
    return text


def _unmarked(text: str, language: str) -> str:
    """The text up to its last parenthesis where that is a history's; a note mark may follow it."""
    stop = max(text.rfind(")"), text.rfind("）")) + 1
    return text[:stop] if stop and history.read(text[:stop].lstrip(), language) else text


def _is_list(text: str, instrument: Instrument) -> bool:
    """Whether the editions stand in one parenthesis, as at WTSA and WTDC, or each in its own."""
    several = len(re.findall("[(（]", text)) > 1
    listed = re.search("[;；؛]", text) is not None
    return listed or (not several and instrument.work.body not in ("PP", ""))


def _between(text: str, forms: Mapping[str, str]) -> str:
    found = re.search(r"[;；؛]\s?", text)
    return found[0] if found is not None else forms["between"]


def _is(inside: str, target: Target, language: str) -> bool:
    read = parentheses.read(inside, language)
    return read is not None and (read.edition.place_id, read.edition.year) == (
        target.place.id,
        target.year,
    )


def _revised(inside: str, language: str) -> bool:
    read = parentheses.read(inside, language)
    return read is not None and read.edition.revised


def _replace_inside(
    paragraph: _Element, found: re.Match[str], target: Target, language: str, *, revised: bool
) -> None:
    """Puts place and year into a parenthesis, its own spelling of the rest kept."""
    fresh = _respelled(found[1], target, language)
    if fresh is None or (revised and not _revised(fresh, language)):
        form = printed(target, language, revised=revised)
        fresh = form[1:-1].upper() if found[1].isupper() else form[1:-1]
    for start, stop, text in reversed([*_differences(found[1], fresh)]):
        replace_text(paragraph, found.start(1) + start, found.start(1) + stop, text)


def _respelled(inside: str, target: Target, language: str) -> str | None:
    """The parenthesis with another place and year; None where its place cannot be made out."""
    words = pack(language).number.revised
    year = _YEAR.search(inside)
    if year is None:
        return None
    for part in _PARTS.finditer(inside[: year.start()] + " " * 4 + inside[year.end() :]):
        bare = part[0].strip()
        name = re.sub(
            rf"^(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})\s*",
            "",
            bare,
            flags=re.IGNORECASE,
        )
        if name and places.find(name.replace("\u00a0", " ")) is not None:
            at = part.start() + part[0].rindex(name)
            new = target.name(language)
            new = new.upper() if name.isupper() and not name.islower() else new
            pairs = sorted([(at, at + len(name), new), (*year.span(), str(target.year))])
            return _with(inside, pairs)
    return None


def _with(text: str, pairs: Sequence[tuple[int, int, str]]) -> str:
    for start, stop, new in reversed(pairs):
        text = text[:start] + new + text[stop:]
    return text


def _differences(old: str, new: str) -> Iterator[tuple[int, int, str]]:
    """One replaced stretch, what the two share at their ends left alone."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    yield head, len(old) - tail, new[head : len(new) - tail]


def _last(text: str, pattern: re.Pattern[str]) -> re.Match[str] | None:
    found = [*pattern.finditer(text)]
    return found[-1] if found else None


def name_draft(lines: Sequence[Taken], number: str, target: Target | None, language: str) -> bool:
    """Gives a new text its draft number line; whether its own had to be written anew."""
    own = [x.element for x in lines if x.kind is Kind.NUMBER]
    text = " ".join(paragraph_text(x) for x in own)
    read = numberline.read(text, language) if text else None
    if not own or (read is not None and read.draft and read.number.startswith("[")):
        return False
    edition = "" if target is None else printed(target, language, revised=False)
    line = head_words(language).forms["new_resolution"].format(number=number)
    gap = " " if edition and language != "zh" else ""
    rewrite(own[0], line + gap + edition)
    small_letters(own[0])
    for rest in own[1:]:
        parent = rest.getparent()
        if parent is not None:
            parent.remove(rest)
    return True


def rewrite(paragraph: _Element, text: str) -> None:
    """Puts one text for all that a paragraph prints; its notes stay behind it."""
    for node in [*paragraph.iter(RUN)]:
        parent = node.getparent()
        if parent is not None and not any(x.tag == w("footnoteReference") for x in node):
            parent.remove(node)
    right_to_left = paragraph.find(f"{PPR}/{w('bidi')}") is not None
    at = 0 if paragraph.find(PPR) is None else 1
    paragraph.insert(at, run(text, right_to_left=right_to_left))
