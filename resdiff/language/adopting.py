"""Reads the adopting sentence: The Plenipotentiary Conference … (Dubai, 2018),"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache

from resdiff.language import editions
from resdiff.language.folding import fold, fold_with_origins, held
from resdiff.language.packs import languages, pack
from resdiff.model import Edition
from resdiff.values import dataclass

ELSEWHERE = frozenset({"UNGA", "ECOSOC", "UNSC", "HRC", "WHA", "UNESCO"})
"""The bodies outside the ITU. Each of their paragraphs begins with its own verb: no calls stand
above them."""


@dataclass(frozen=True, slots=True)
class Adopting:
    """What an adopting sentence says.

    Shape:   `body` PP, WTSA, WTDC, WRC, RA, Council, WTPF, WCIT, or one of `ELSEWHERE`; `place`,
             `place_id`, `year`, `unread` as in NumberLine.
    Units:   `stop` where the sentence ends, a note mark and the blanks behind it not counted.
    """

    language: str
    body: str
    place: str
    place_id: str
    year: int
    stop: int
    unread: str = ""


_ARTICLES = r"(?:the |this |la |le |l'|el |los |ان |إن )?"
_TAIL = (
    r"(?: ?\((?P<tag>[a-zа-я]{2,6}(?:-\d{2,4})?)\))?(?: ?\((?P<inside>[^()]*)\))?"
    r"(?P<comma> ?[,:;]+)?(?: ?\[footnoteref:\d+\])?(?: ?(?:\d{1,2}|\*{1,3}))?"
    r"(?P<comma2> ?[,:]+)? ?$"
)

_ENDS = re.compile(r"[\d),:;*\]] ?$")
"""How `_TAIL` ends where it holds a parenthesis or a comma: most lines do not."""


@cache
def _forms(language: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What each body is called, folded, the longest first."""
    return tuple(
        (entry.id, tuple(sorted(map(fold, entry.forms), key=len, reverse=True)))
        for entry in pack(language).adopting
    )


@cache
def _telling(language: str) -> frozenset[str]:
    """A few words of which every form of a body has one: "conference", "assembly", "council"."""
    forms = [re.split(r"[ *]+", form) for _, forms in _forms(language) for form in forms]
    counts = Counter(word for words in forms for word in {*words} - {""})
    return frozenset(max(words, key=lambda x: (len(x) > 4, counts[x], x)) for words in forms)


def _match(text: str, language: str) -> re.Match[str] | None:
    """The adopting sentence in one language that a folded text is."""
    if not any(word in text for word in _telling(language)):
        return None
    named = ((id, held(forms, text)) for id, forms in _forms(language))
    bodies = tuple((id, forms) for id, forms in named if forms)
    return _pattern(language, bodies).fullmatch(text) if bodies else None


@lru_cache(maxsize=256)
def _pattern(language: str, named: tuple[tuple[str, tuple[str, ...]], ...]) -> re.Pattern[str]:
    """The pattern of sentences that name one of these bodies so."""
    bodies = []
    wild = r"\w{0,6}?" if language == "zh" else r"(?:\w+ )?"
    for id, forms in named:
        patterns = [
            re.escape(form).replace(r"\ ", " ").replace(r"\* ", wild).replace(r"\*", wild)
            for form in forms
        ]
        bodies.append(f"(?P<{id}>{'|'.join(patterns)})")
    ordinal = "" if language == "zh" else r"(?:[\w.-]+ ){0,2}?"
    return re.compile(f"{_ARTICLES}{ordinal}(?:{'|'.join(bodies)}){_TAIL}")


def read(text: str, language: str = "") -> Adopting | None:
    """The adopting sentence that `text` consists of, but for blanks and a note mark; None
    otherwise.

    A sentence without place and year ("The Council,") must end with its comma.
    """
    if len(text) > 300:  # the longest, the additional plenipotentiary's in French, has 150
        return None
    last = text.rstrip()[-1:]
    if last == "." or (last.isascii() and last.isalpha()):
        return None
    folded = fold_with_origins(text)
    if not _ENDS.search(folded.text[-2:]):
        return None
    for candidate in languages(language, folded.text):
        if match := _match(folded.text, candidate):
            inside = match["inside"] or ""
            if not inside and not match["comma"] and not match["comma2"]:
                continue
            return _sentence(match, candidate, _original(text, inside), text)
    return None


def _original(text: str, folded_inside: str) -> str:
    """What stands in the last parenthesis, as printed."""
    found = re.findall(r"[(（]([^()（）]*)[)）]", text)
    return str(found[-1]) if folded_inside and found else ""


def _sentence(match: re.Match[str], language: str, inside: str, text: str) -> Adopting:
    read_inside = editions.read(inside, language) if inside else None
    edition = read_inside.edition if read_inside else Edition()
    groups = match.groupdict()
    return Adopting(
        language=language,
        body=next(id for id, _ in _forms(language) if groups.get(id)),
        place=edition.place,
        place_id=edition.place_id,
        year=edition.year,
        stop=len(text.rstrip()),
        unread="" if read_inside else inside,
    )
