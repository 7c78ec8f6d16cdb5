"""Reads the lines around a text: the proposal line, Reasons, abstract, annex and appendix numbers,
draft headings.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache, lru_cache

from resdiff.language.folding import Folded, any_of, fold, fold_with_origins, held
from resdiff.language.packs import languages, pack
from resdiff.model import Proposal
from resdiff.patterns import pattern
from resdiff.values import dataclass


class MatterKind(StrEnum):
    """What a line of front or back matter is."""

    PROPOSAL = "proposal"  # MOD<TAB>ECP/38A4/1, or its symbol or identifier alone on the line
    REASONS = "reasons"  # Reasons: …
    ABSTRACT = "abstract"  # Abstract: …, Summary
    ANNEX = "annex"  # ANNEX 1 TO RESOLUTION 130 (REV. DUBAI, 2018)
    APPENDIX = "appendix"
    ATTACHMENT = "attachment"
    DRAFT = (
        "draft"  # DRAFT REVISION OF, PROJET DE RÉVISION DE LA …, on a line before the number line
    )
    HEADING = "heading"  # Introduction, Proposal, Background


@dataclass(frozen=True, slots=True)
class Matter:
    """One line of front or back matter.

    Shape:   `number` of an annex ("1", "A", "I", ""); `proposal` for a proposal line (a part that
             is not printed is ""); `whole_line` whether nothing follows the label on the line.
    Units:   `stop` where the text behind the label begins (blanks passed over); `certainty` 0 to 1.
    """

    kind: MatterKind
    language: str
    stop: int
    whole_line: bool
    number: str = ""
    proposal: Proposal | None = None
    certainty: float = 1.0


# Symbol, source, document with its revision and addenda, number; the TAB between is often lost
# ("MODEUR/45A12/1").
# The source: up to six capitals a symbol, several joined by "/" when administrations propose
# together.
_SYMBOL = r"\((?:MOD|ADD|SUP|NOC)\)|(?:ADD|MOD|SUP|NOC)\*?"
_PROPOSAL = pattern(
    rf"\s*(?P<symbol>{_SYMBOL})?\s*"
    r"(?P<source>[A-Z][A-Z0-9-]{0,7}(?:/[A-Z][A-Z-]{0,5})*)\s?/\s?"
    r"(?P<document>(?:\d{1,4}|X{1,3}|(?:DT|DL|TD)\s?/?\d{1,4})(?:\(?(?:R|Rev\.?\s?)\d+\)?)?(?:\(?(?:A|Add\.?\s?)\d+\)?){0,3})"
    r"\s?/\s?(?P<number>\d{1,4})(?:#\d+)?"
    rf"\s*(?P<after>{_SYMBOL})?\s*$"
)
_ALONE = frozenset(x for one in ("MOD", "ADD", "SUP", "NOC") for x in (one, f"{one}*", f"({one})"))


def read(text: str, language: str = "") -> Matter | None:
    """The front- or back-matter line that `text` is or begins as; None for any other line."""
    if proposal := _proposal(text, language):
        return proposal
    head = text[:300]  # no label or annex line is longer
    folded = fold_with_origins(head)
    for one in languages(language, folded.text):
        found = _reasons_or_abstract(folded, text, one) or _annex(folded, text, one)
        found = found or _draft(folded, text, one)
        if found:
            return found
    return None


def _proposal(text: str, language: str) -> Matter | None:
    if len(text) > 80:  # the longest, joint proposals with a revision and addenda, have about 50
        return None
    plain = text.replace("\u00a0", " ").replace("\u2011", "-")
    match = _PROPOSAL.match(plain) if plain.count("/") > 1 else None
    if match and "RES" not in match["source"].split("/"):  # A/RES/74/197 is the UN's own number
        proposal = Proposal(
            symbol=match["symbol"] or match["after"] or "",
            source=match["source"],
            document=match["document"].replace(" ", ""),
            number=match["number"],
        )
        certainty = 0.98 if proposal.symbol else 0.8
        return Matter(MatterKind.PROPOSAL, language, len(text), True, "", proposal, certainty)
    if (symbol := plain.strip()) in _ALONE:
        proposal = Proposal(symbol, "", "", "")
        return Matter(MatterKind.PROPOSAL, language, len(text), True, "", proposal, 0.9)
    return None


@cache
def _labels(language: str) -> re.Pattern[str]:
    words = {entry.id: entry.forms for entry in pack(language).matter}
    groups = "|".join(f"(?P<{kind}>{any_of(words[kind])})" for kind in _LABELS)
    return re.compile(rf"(?:{groups})(?:(?P<colon> ?:)|(?!\w))")


@cache
def _forms(language: str, ids: tuple[str, ...]) -> tuple[str, ...]:
    """The words of these labels, folded."""
    return tuple(fold(x) for entry in pack(language).matter if entry.id in ids for x in entry.forms)


_LABELS = ("reasons", "abstract", "heading")
_BACK = ("annex", "appendix", "attachment")


@cache
def _annexes(language: str) -> re.Pattern[str]:
    words = {entry.id: entry.forms for entry in pack(language).matter}
    groups = "|".join(f"(?P<{kind}>{any_of(words[kind])})" for kind in _BACK)
    kinds = "|".join(any_of(entry.forms) for entry in pack(language).number.kinds)
    groups_of_back = "|".join(any_of(words[kind]) for kind in ("annex", "appendix"))
    of_text = any_of(words["of_text"])
    letter = r"[a-zа-я]|[一二三四五六七八九十]|[\u0627-\u064a]"
    number = rf"(?:(?= ?\d| ) ?(?P<number>[ivx]{{1,5}}|\d{{1,3}}|{letter})(?![^\W_]))?"
    revised = any_of(pack(language).number.revised)
    back = (
        rf"(?P<back> ?\(?(?:{of_text}) ?(?:the )?(?:{kinds}|{groups_of_back})? ?"
        rf"(?:\d|\[|itu-r|xx|[a-z]$).*| ?\((?:{revised})[^()]*\))?"
    )
    if language == "zh":
        before = r"(?P<before>[(]?第?[^()]{0,40}(?:\([^()]*\))?[)]?(?:的|之)?)?"
        back = r"(?P<back> ?\(.*\))?"
        number = r"(?: ?(?P<number>[a-zivx]{1,4}|\d{1,3}|[一二三四五六七八九十]{1,2})(?![\w]))?"
        return re.compile(rf"{before}(?:{groups}){number}{back}(?P<mark>[ .:*]*\d?) ?$")
    return re.compile(rf"(?:{groups}){number}{back}(?P<mark>[ .:*]*) ?$")


def _reasons_or_abstract(folded: Folded, text: str, language: str) -> Matter | None:
    """A label with its colon and what follows, or the label alone on its line."""
    if not folded.text.startswith(_forms(language, _LABELS)):
        return None
    match = _labels(language).match(folded.text)
    if match is None:
        return None
    stop = _stop(text, folded.origins[match.end() - 1] + 1)
    whole = stop >= len(text.rstrip())
    tabbed = "\t" in text[folded.origins[match.end() - 1] : stop]
    if not (match["colon"] or whole or tabbed):
        return None
    kind = MatterKind(_kind(match))
    if kind is MatterKind.HEADING and not whole:
        return None
    certainty = 0.97 if match["colon"] else 0.85 if whole else 0.8
    return Matter(kind, language, stop, whole, certainty=certainty)


def _kind(match: re.Match[str]) -> str:
    return next(kind for kind in (*_LABELS, *_BACK) if match.groupdict().get(kind))


def _stop(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def _annex(folded: Folded, text: str, language: str) -> Matter | None:
    """The number line of an annex, an appendix or an attachment, with the text it belongs to where
    that is printed.
    """
    if len(text) > 200 or not held(_forms(language, _BACK), folded.text):
        return None  # the longest, in Spanish with an edition, stay under 120
    match = _annexes(language).match(folded.text)
    if match is None or (language == "zh" and not _is_back_reference(match["before"] or "")):
        return None
    printed = match["number"] or ""
    number = (
        text[folded.origins[match.start("number")] : folded.origins[match.end("number")]]
        if printed
        else ""
    )
    sure = match["back"] or text.strip().isupper() or len(printed) > 0 or not text.strip().islower()
    return Matter(
        MatterKind(_kind(match)),
        language,
        len(text),
        True,
        number=number.strip().upper(),
        certainty=0.95 if sure else 0.7,
    )


def _is_back_reference(before: str) -> bool:
    """Whether what stands before 附件 names the text it belongs to: "第1141号决议", with or without
    brackets.
    """
    return not before or bool(re.match(r"\(?(?:第 ?[\d\[]|本决议|决议)", before))


@cache
def _draft_words(language: str) -> tuple[str, ...]:
    return tuple(fold(form) for form in pack(language).number.draft if len(form) > 1)


@lru_cache(maxsize=256)
def _drafts(language: str, words: tuple[str, ...]) -> re.Pattern[str]:
    """The pattern of headings that hold these words."""
    kinds = any_of(form for entry in pack(language).number.kinds for form in entry.forms)
    draft = any_of(words)
    return re.compile(rf"(?:(?:{draft}) ?)+(?:(?:{kinds}) ?(?:{draft})?)?[ :]*$")


def _draft(folded: Folded, text: str, language: str) -> Matter | None:
    """A heading that announces a draft on a line of its own."""
    held_here = held(_draft_words(language), folded.text) if len(text) <= 80 else ()
    if not held_here or not _drafts(language, held_here).match(folded.text):
        return None
    words = folded.text.split()
    certain = 0.9 if len(words) > 1 or (language == "zh" and len(folded.text) > 3) else 0.4
    return Matter(MatterKind.DRAFT, language, len(text), True, certainty=certain)
