"""Where a text names another clause of its own document: "resolves 3", "recognizing b) above".

No language's grammar is known here: a mention is the text of one of the document's own calls with
labels of that section near it. After the call they may stand with a word for section or item
between ("resolves, paragraph 3", "做出决议第3段"), before it with a few linking words ("point 2 du
décide", "пункте 3 раздела решает"). A call may be named by what stands before its first comma, and
whom it addresses by another of the names that the language has for that ("the Director of TSB").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from resdiff.differ.folding import folded, is_unspaced
from resdiff.language import labels
from resdiff.language.folding import fold
from resdiff.language.packs import LANGUAGES, pack
from resdiff.model import Clause, Document, Kind
from resdiff.patterns import pattern
from resdiff.values import dataclass

EDGES = " \t\u00a0,:，："

_LETTERS = r"(?:[a-zа-я]{1,5}|[\u0621-\u064a\u0640]{1,3})"
_LABEL = rf"(?:\d{{1,2}}(?:\.\d+)*|{_LETTERS} ?(?=\)))\)?"
_JOINT = (
    "and|et|y|e|и|و|和|及|与|至|到|或|or|ou|o|или|أو|to|à|a|по|إلى|الى"
    "|as well as|ainsi que|así como|-"
)
_LINK = rf"(?: ?[,;、] ?| ?(?:{_JOINT}) ?)+(?:第 ?|§ ?)?\(?"
_LABELS = rf"\(?(?P<labels>{_LABEL}(?:{_LINK}{_LABEL})*)"
# What may stand between a call and its labels.
_PART = (
    r"(?:section|part|preamble|partie|parte|sección|раздел\w*|част\w*|部分|一节|节|段落|中|的|القسم"
    r"|الفقرة)"
)
_ITEM = (
    r"(?:(?:items?|paragraphs?|paras?|points?|alinéas?|paragraphes?|puntos?|apartados?|párrafos?"
    r"|incisos?|(?:под)?пункт\w*|البند|البنود|الفقرات|الفقرتان|الفقرتين|الفقرة|النقطة)"
    r"|(?:paras?|п|пп|подп)\.|§{1,2}|第)"
)
_BRIDGE = (
    r"of|under|in|from|the|du|de|des|del|dans|sous|la|le|les|el|los|las|en|l'|из|в|постановляющей"
    rf"|преамбулы|من|في|تحت|ضمن|قسم|فقره|فقرة|الجزء|{_PART}"
)
# So far before a call its labels may begin ("items 2, 3, 4 and 5 of the section "), and behind it.
_REACH = 80
_TAIL = 60
_ONE = pattern(_LABEL)


@lru_cache(maxsize=1024)
def _named(names: tuple[str, ...]) -> re.Pattern[str]:
    """What finds calls of these names, the first of them where several stand at one place."""
    return re.compile("|".join(map(_begun, names)))


def _begun(name: str) -> str:
    """A call as it begins in a text; in Chinese, without blanks, it stands right after any word."""
    chinese = "\u4e00" <= name[0] <= "\u9fff"
    return re.escape(name) if chinese else rf"(?<![^\W_])(?:و(?=إذ|اذ))?{re.escape(name)}"


@cache
def _patterns(unspaced: bool) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What finds labels behind a call, and before one, in plain text; with `unspaced`, in texts
    that may hold Chinese, whose words stand without blanks (its range takes long to compile).
    """
    letter = "[0-9a-z\u00c0-\u024f\u0400-\u052f]" if unspaced else r"[^\W_]"
    labels = rf"{_LABELS}(?!{letter}|\.\d|%)"
    after = rf"[\"']? ?[,:]? ?(?:{_PART}[\"']? ?[,:]? ?)?(?:{_ITEM} ?)?[\"']?{labels}"
    before = rf"(?<!{letter}){labels},?(?: (?:{_BRIDGE})){{1,5}} ?(?:l')?[\"']?$"
    return re.compile(after), re.compile(before)


@dataclass(frozen=True, slots=True)
class Mention:
    """One label in a text and the clause it points to: `start:stop` is the label alone."""

    start: int
    stop: int
    call: int
    target: int


class Book:
    """The sections of a document by the names of their calls, and the labels in each."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._mentions: dict[int, tuple[Mention, ...]] = {}
        self._calls: dict[str, list[int]] = {}
        self._items: dict[tuple[int, str], int] = {}
        calls = {i: c for i, c in enumerate(document.clauses) if c.kind is Kind.CALL}
        for index, clause in calls.items():
            self._calls.setdefault(_name(clause), []).append(index)
        whole = set(self._calls)
        for index, clause in calls.items():
            for name in _other_names(clause, document.language):
                if name not in whole:
                    self._calls.setdefault(name, []).append(index)
        self._calls.pop("", None)
        for index, clause in enumerate(document.clauses):
            if clause.label and clause.parent in calls:
                for number in (clause.number, bare(clause.label)):
                    self._items.setdefault((clause.parent, number), index)
        self._names = sorted(self._calls, key=lambda name: (-len(name), name))

    def mentions(self, index: int) -> tuple[Mention, ...]:
        """The labels in a clause that name a clause of the document, longest call first."""
        if index not in self._mentions:
            self._mentions[index] = tuple(self._found(index))
        return self._mentions[index]

    def _found(self, index: int) -> Iterator[Mention]:
        text = plain(self.document.clauses[index].text) if self._calls else ""
        if not _may_hold_label(text):
            return
        names = tuple(name for name in self._names if name in text)
        for found in _named(names).finditer(text) if names else ():
            first = max(0, found.start() - _REACH)
            if not _may_hold_label(text[first : found.end() + _REACH]):
                continue
            after, before = _patterns(is_unspaced(text))
            match = after.match(text, found.end()) or before.search(text, first, found.start())
            if match is None or self._of_another(text, max(match.end(), found.end())):
                continue
            call = self._nearest(found[0].removeprefix("و"), index)
            for start, stop in _labels(match["labels"]):
                target = self._items.get((call, _number(match["labels"][start:stop])))
                if target is not None:
                    at = match.start("labels")
                    yield Mention(at + start, at + stop, call, target)

    def _of_another(self, text: str, stop: int) -> bool:
        """Whether the clause of another text is meant: "resolves 2 of Resolution 58"."""
        if self.document.language not in LANGUAGES:
            return False
        from resdiff.language.citations import elsewhere

        tail = fold("x" + text[stop : stop + _TAIL])[1:]
        return elsewhere(self.document.language).match(tail) is not None

    def _nearest(self, name: str, index: int) -> int:
        """Of several sections with one call the last that stands before the clause."""
        places = self._calls[name]
        return max((p for p in places if p <= index), default=places[0])


def _may_hold_label(text: str) -> bool:
    """Whether a text has what every label has: a digit, or a letter's bracket."""
    return ")" in text or any(map(str.isdigit, text))


def _name(call: Clause) -> str:
    """A call as a text names it: without the Arabic "and" before it and the sign behind."""
    name = plain(call.text).strip(EDGES)
    return name.removeprefix("و") if name.startswith(("وإذ", "واذ")) else name


def _other_names(call: Clause, language: str) -> Iterator[str]:
    """What stands before a comma, and both with other names of whom the call addresses."""
    name = _name(call)
    first = re.split(r"[,:(]", name, maxsplit=1)[0].strip(EDGES)
    yield first
    if language in LANGUAGES and call.addressee:
        yield from _addressed(name, language)


def _addressed(name: str, language: str) -> Iterator[str]:
    """The call up to the first whom it addresses, under each name that the language has for him."""
    found: list[tuple[int, int, tuple[str, ...]]] = []
    for forms in _addressees(language):
        found += [(at, -len(form), forms) for form in forms if (at := name.find(form)) > 0]
    if found:
        at, _, forms = min(found)
        yield from (name[:at] + form for form in forms)


@cache
def _addressees(language: str) -> tuple[tuple[str, ...], ...]:
    """The names of each whom calls address."""
    return tuple(tuple(map(plain, entry.forms)) for entry in pack(language).addressees)


def _labels(text: str) -> Iterator[tuple[int, int]]:
    """Where each label of a list stands; Arabic writes "and" on to the label after it."""
    for one in _ONE.finditer(text):
        joined = one.start() > 0 and one[0].startswith("و") and len(one[0].rstrip(" )")) > 1
        yield one.start() + joined, one.end()


class _Signs(dict[int, str]):
    """What stands for each sign where places must stay: the folded one, if that is one; filled as
    signs are met.
    """

    def __missing__(self, code: int) -> str:
        sign = folded(chr(code))
        self[code] = sign if len(sign) == 1 else chr(code)
        return self[code]


_SIGNS = _Signs()


def plain(text: str) -> str:
    """The text in lower case, sign for sign, so that places stay."""
    return text.translate(_SIGNS)


def bare(label: str) -> str:
    """A label folded, without blanks, brackets and dots."""
    together = "".join(folded(label).split())
    return together.replace("(", "").replace(")", "").replace(".", "")


def _number(printed: str) -> str:
    """A label as its clause's number has it, in Latin letters whatever the script."""
    read = labels.read(printed.strip(" ") + "\t")
    return read.number if read else bare(printed)
