"""Reads the line that carries a text's number: RESOLUTION 101 (Rev. Dubai, 2018)."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from resdiff.language import editions
from resdiff.language.folding import Folded, any_of, fold, fold_with_origins, held
from resdiff.language.packs import languages, pack
from resdiff.model import Edition
from resdiff.patterns import pattern
from resdiff.values import dataclass


@dataclass(frozen=True, slots=True)
class NumberLine:
    """What a number line says.

    Shape:   `language` "" where a line of the Council's collection tells none ("R 800 (C-1977)");
             `kind` is "resolution", "decision", "recommendation" or "opinion"; `number` as printed
             ("101", "[ECP-1]", "28", "COM5/1"), but for the Sector, whose name is the English one
             in every language ("ITU-R 4-5"); `place` as this language spells it, also where
             it is printed in capitals, and as printed (in title case) where no list knows it;
             `place_id` "" then; `year` 0 where none is printed; `body` "WRC", "RA", "Council" where
             the line itself says so, else ""; `draft` for a new or draft text; `note_mark` the
             footnote digit or star behind it; `unread` what stands in the parenthesis where that is
             not one edition ("Rev. BusanGuadalajara, 20142010": two run together), else "".
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
    unread: str = ""


_SYMBOL = r"(?:\(mod\)|mod|add|sup|noc)?\*? ?"
_NUMBER = r"\d{1,4}[a-z]?(?:-\d+)?|\[[^\[\]]+\]|xxx?|yyy?|nnn?"
# Those of a Sector and of a committee besides.
_ANY_NUMBER = (
    r"(?:itu|uit|мсэ)-[rtdрт] (?:[a-z]{1,2}\.)?\d+(?:\.\d+)?(?:-\d+)?"
    rf"|(?:com|plen|gt|wg|ком)[a-z-]{{0,5}}\d{{0,2}}/\d{{1,3}}|{_NUMBER}"
)
_OF_OTHERS = ("itu-", "uit-", "мсэ-", "/")
_SECTOR = pattern(r"(?:ITU|UIT|МСЭ)-([RTDРТ]) +(.+)", re.IGNORECASE)
_SECTORS = {"Р": "R", "Т": "T"}
_INSIDE = r"(?: ?\((?P<inside>(?:[^()]|\([^()]*\))*)\))?"
# A note mark touches the parenthesis or the kind; behind a bare number it would be a digit of the
# number.
_END = r"(?: ?\[footnoteref:\d+\])? ?(?P<mark>(?<=\)) ?\d{1,2}|\*{1,3})?[ .,]*$"


@cache
def _forms(language: str) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """What each kind of text is called, with the kind's id; and the words for a draft: folded."""
    words = pack(language).number
    kinds = tuple((fold(form), entry.id) for entry in words.kinds for form in entry.forms)
    return kinds, tuple(map(fold, words.draft))


def _match(text: str, language: str) -> re.Match[str] | None:
    """The number line in one language that a folded text is."""
    kinds, drafts = _forms(language)
    called = tuple((form, id) for form, id in kinds if form in text)
    if not called:
        return None
    number = _ANY_NUMBER if held(_OF_OTHERS, text) else _NUMBER
    return _pattern(language, called, held(drafts, text), number).fullmatch(text)


@lru_cache(maxsize=256)
def _pattern(
    language: str, called: tuple[tuple[str, str], ...], drafts: tuple[str, ...], number: str
) -> re.Pattern[str]:
    """The pattern of number lines that hold these words."""
    ids = dict.fromkeys(id for _, id in called)
    kinds = "|".join(f"(?P<{id}>{any_of(f for f, own in called if own == id)})" for id in ids)
    draft = any_of(drafts)
    if language == "zh":
        return re.compile(
            rf"{_SYMBOL}(?P<start>(?P<draft>(?:{draft})*)(?P<sector>itu-[rtd] ?)?"
            rf"(?:第 ?(?P<number>{number}) ?号)?"
            rf"(?P<draft2>(?:{draft})*)(?:{kinds})(?P<draft3>(?:{draft})*)"
            rf" ?(?P<later>{number})?){_INSIDE}{_END}"
        )
    return re.compile(
        rf"{_SYMBOL}(?P<start>(?P<draft>(?:(?:{draft}) ?)*)(?:{kinds}) ?"
        rf"(?P<draft2>(?:(?:{draft}) ?)*)(?:no\.? ?|n° ?)?(?P<number>{number})(?P<draft3>))"
        rf"{_INSIDE}{_END}"
    )


# The Council's collection prints number, title and session in one block: "D 495 … (C-2000)".
_COLLECTION = pattern(
    r"(?P<kind>第(?=\d+号)|r|d|рез\.|реш\.|ac?) ?(?P<number>\d{3,4})(?:号(?P<zh>决议|决定))?"
    r"(?: [^()]+)? ?\((?P<inside>[cс]-?\d{2,4}[^()]*)\)$"
)
_LATIN = ("en", "fr", "es")
_COLLECTION_KINDS = {"r": "resolution", "рез.": "resolution", "决议": "resolution"}


def read(text: str, language: str = "") -> NumberLine | None:
    """The number line that the whole of `text` is, in one language or in whichever fits; None for
    any other line.

    Two editions run together ("(Rev. GuadalajaraBusan, 20102014)") give a number line without an
    edition, `unread` set.
    """
    if len(text) > 400:  # the longest number lines, drafts of the Council's, stay under 200
        return None
    folded = fold_with_origins(text)
    tried = languages(language, folded.text)
    matches = [(_match(folded.text, one), one) for one in tried]
    lines = [_line(match, folded, text, one) for match, one in matches if match]
    found = [line for line in lines if line]
    if len(found) < 2:
        return found[0] if found else _collection(folded, text, language)
    return max(found, key=lambda line: editions.spelled_as(text, line.language))


def _line(match: re.Match[str], folded: Folded, text: str, language: str) -> NumberLine | None:
    groups = match.groupdict()
    group = "number" if groups["number"] else "later"
    if not groups.get(group):
        return None
    kind = next(entry.id for entry in pack(language).number.kinds if groups.get(entry.id))
    number = _sectored(_original(match, group, folded, text), groups.get("sector") or "")
    inside = _original(match, "inside", folded, text) if groups["inside"] else ""
    read_inside = editions.read(inside, language) if inside else None
    edition = read_inside.edition if read_inside else Edition()
    return NumberLine(
        language=language,
        kind=kind,
        number=number.upper() if number.isascii() and not number.startswith("[") else number,
        revised=edition.revised,
        place=edition.place,
        place_id=edition.place_id,
        year=edition.year,
        body=_body(number, read_inside),
        draft=any(groups[g] for g in ("draft", "draft2", "draft3")),
        note_mark=(groups["mark"] or "").strip(),
        start=folded.origins[match.start("start")],
        stop=len(text.rstrip()),
        unread="" if read_inside else inside,
    )


def _original(match: re.Match[str], group: str, folded: Folded, text: str) -> str:
    stretch = text[folded.origins[match.start(group)] : folded.origins[match.end(group)]]
    return " ".join(stretch.replace("\u2011", "-").split())


def _sectored(number: str, before: str) -> str:
    """A number with the Sector's name in English: "ITU-R 38-4" for "UIT-R 38-4"."""
    said = f"{before} {number}".lstrip()
    found = _SECTOR.match(said) if said[3:4] == "-" else None
    if found is None:
        return number
    letter = found[1].upper()
    return f"ITU-{_SECTORS.get(letter, letter)} {found[2].upper()}"


def _body(number: str, inside: editions.Parenthesis | None) -> str:
    if number.startswith("ITU-R"):
        return "RA"
    if inside and inside.body:
        return inside.body
    # Only the Council's resolutions have four digits; those below 1000 are not told apart.
    return "Council" if re.fullmatch(r"1\d{3}", number) else ""


def _collection(folded: Folded, text: str, language: str) -> NumberLine | None:
    line = folded.text.rstrip()
    numbered = line.endswith(")") and any(map(str.isdecimal, line[:6]))
    match = _COLLECTION.match(line) if numbered else None
    if match is None:
        return None
    script = {"р": "ru", "第": "zh"}.get(match["kind"][0], "")
    tried = (language or script,) if language or script else _LATIN
    read = {one: inside for one in tried if (inside := editions.read(match["inside"], one))}
    if not read:
        return None
    told, inside = next(iter(read.items()))
    return NumberLine(
        language=told if len(read) == 1 else "",
        kind=_COLLECTION_KINDS.get(match["zh"] or match["kind"], "decision"),
        number=match["number"],
        revised=inside.edition.revised,
        place="",
        place_id="",
        year=inside.edition.year,
        body="Council",
        draft=False,
        note_mark="",
        start=folded.origins[0],
        stop=len(text.rstrip()),
    )
