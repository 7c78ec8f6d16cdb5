"""Finds references to the text's own calls and items, and the clauses they name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from resdiff.citations.found import folded
from resdiff.citations.instruments import SILENT, span
from resdiff.citations.values import Citation, Outcome, Reference, Target
from resdiff.language import calls, labels
from resdiff.language.called import call_pattern
from resdiff.language.citations import LABELS, CitationWords, words
from resdiff.language.folding import Folded, fold
from resdiff.model import Clause, Document, Kind
from resdiff.values import dataclass

_ONE_LABEL = re.compile(
    r"(?<![a-zа-я\d.])(?:\d{1,2}(?:\.\d{1,2})*(?: ?-?(?:bis|ter))?(?: ?\))?(?![a-zа-я\d])"
    r"|(?:[a-z]{1,5}|[а-яії]|[\u0621-\u064a]) ?\))"
)
_JOINED = re.compile(r" ?")
_CLOSE = 3  # code points from a citation to a call that is then the other text's: "Resolution 58, "
# Verbs that also open ordinary phrases ("in accordance with 9.3.4 below"): no call of the text is
# meant where none answers.
_PHRASES = ("guided_by", "having_regard")
_LONGEST_KNOWN_CALL = 200  # code points; a longer call line is referred to by its beginning


@dataclass(frozen=True, slots=True)
class _Call:
    index: int
    key: str
    id: str
    addressee: str


def find(document: Document, language: str, citations: Sequence[Citation]) -> tuple[Reference, ...]:
    """Every reference to the text's own clauses, in reading order."""
    found: list[Reference] = []
    by_instrument = {n: _calls(document, n, language) for n in range(len(document.instruments))}
    patterns = {
        n: _patterns(language, tuple(c.key for c in by_instrument[n])) for n in by_instrument
    }
    children = _children(document)
    cited_in = _by_clause(citations)
    for index, clause in enumerate(document.clauses):
        instrument = _instrument(document, index, clause)
        if instrument < 0 or clause.kind in SILENT:
            continue
        plain = folded(clause.text)
        cited = cited_in.get(index, ())
        for match in _matches(plain.text, patterns[instrument], clause.kind is Kind.CALL):
            one = _reference(
                match, plain, index, document, by_instrument[instrument], children,
                words(language), cited,
            )  # fmt: skip
            if one is not None:
                found.append(one)
    return tuple(found)


def _by_clause(citations: Sequence[Citation]) -> dict[int, list[Citation]]:
    found: dict[int, list[Citation]] = {}
    for one in citations:
        found.setdefault(one.clause, []).append(one)
    return found


def _instrument(document: Document, index: int, clause: Clause) -> int:
    """The instrument whose calls a clause may refer to; notes stand outside, and belong to the one
    that was read before them.
    """
    if clause.instrument >= 0:
        return clause.instrument
    if clause.kind is Kind.NOTE and document.instruments:
        before = [n for n, one in enumerate(document.instruments) if one.start <= index]
        return before[-1] if before else 0
    return -1


def _calls(document: Document, instrument: int, language: str) -> list[_Call]:
    found = []
    whole = document.instruments[instrument]
    for index in range(whole.start, whole.stop):
        clause = document.clauses[index]
        if clause.kind is Kind.CALL and clause.instrument == instrument:
            found.append(_Call(index, _key(clause.text), clause.call_id, fold(clause.addressee)))
    return found


def _key(text: str) -> str:
    """A call as it is compared: folded, without what ends it, an Arabic "and" or a label's "1"."""
    folded = fold(text).strip(" ,:;.")
    folded = re.sub(r"^و(?=\w{2})", "", folded)
    return folded[:_LONGEST_KNOWN_CALL]


def _children(document: Document) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for index, clause in enumerate(document.clauses):
        found.setdefault(clause.parent, []).append(index)
    return found


def _patterns(language: str, keys: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """What references look like: to the text's own calls first, then to any call there may be."""
    return (*_known_patterns(language, keys), *_any_patterns(language))


@lru_cache(maxsize=64)
def _known_patterns(language: str, keys: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    known = sorted({key for key in keys if key}, key=len, reverse=True)
    and_ = "و?" if language == "ar" else ""
    alternatives = "|".join(re.escape(key).replace(r"\ ", " ") for key in known)
    return _filled(language, f"{and_}(?:{alternatives or '(?!)'})")


@cache
def _any_patterns(language: str) -> tuple[re.Pattern[str], ...]:
    return _filled(language, call_pattern(language))


def _filled(language: str, call: str) -> tuple[re.Pattern[str], ...]:
    before = "" if language == "zh" else r"(?<![\w-])"
    return tuple(
        re.compile(
            before + pattern.replace("{labels}", LABELS).replace("{call}", f"(?P<call>{call})")
        )
        for pattern in words(language).inner
    )


def _matches(
    text: str, patterns: Sequence[re.Pattern[str]], is_call: bool
) -> Iterator[re.Match[str]]:
    """What the patterns find, the earlier pattern first, none overlapping another."""
    taken: list[re.Match[str]] = []
    for pattern in patterns:
        for match in pattern.finditer(text):
            free = all(match.end() <= m.start() or m.end() <= match.start() for m in taken)
            if free and not (is_call and match.start() == 0):
                taken.append(match)
    yield from sorted(taken, key=lambda m: m.start())


def _reference(
    match: re.Match[str],
    plain: Folded,
    index: int,
    document: Document,
    known: Sequence[_Call],
    children: dict[int, list[int]],
    spoken: CitationWords,
    cited: Sequence[Citation],
) -> Reference | None:
    direction = _direction(match, spoken)
    start, stop = span(plain, *match.span())
    if _points_elsewhere(match, direction, plain, spoken, cited):
        return Reference(index, start, stop, -1, (), direction, Outcome.ELSEWHERE)
    answering = _answering(match["call"], known, document.clauses[index].text, spoken.language)
    numbers = _numbers(match)
    call, targets = _targets(numbers, answering, document, children, plain)
    exact = any(c.index == call and c.key == _key(match["call"]) for c in answering)
    operative = call >= 0 and document.clauses[call].part == "operative"
    led = exact and operative and _is_led(match, spoken)
    sure = bool(direction) or _is_marked(match) or led
    outcome = _outcome(call, targets, sure)
    cited_before = any(c.start < start for c in cited)
    if outcome is not Outcome.FOUND and not direction and cited_before:
        outcome = Outcome.ELSEWHERE  # the text cited before may be meant
    if outcome is Outcome.DOUBTFUL and not _is_lettered(match):
        return None
    if outcome is Outcome.NO_CALL and _is_phrase(match["call"], spoken.language):
        return None
    return Reference(index, start, stop, call, targets, direction, outcome)


def _direction(match: re.Match[str], spoken: CitationWords) -> str:
    printed = (match.groupdict().get("direction") or "").strip(" ,،")
    if printed in spoken.above:
        return "above"
    if printed in spoken.below:
        return "below"
    if printed in spoken.thereof:
        return "thereof"
    return "here" if printed in spoken.here else ""


def _points_elsewhere(
    match: re.Match[str],
    direction: str,
    plain: Folded,
    spoken: CitationWords,
    cited: Sequence[Citation],
) -> bool:
    """Whether the call is another text's: "resolves 2 of Resolution 58", "noting g) thereof"."""
    if direction == "thereof":
        return True
    if direction:
        return False
    if spoken.elsewhere.match(plain.text, match.end()):
        return True
    start = plain.origins[match.start()]
    return any(0 <= start - max(c.phrase_stop, c.stop) <= _CLOSE for c in cited)


def _answering(printed: str, known: Sequence[_Call], text: str, language: str) -> list[_Call]:
    """The calls that a reference may name: those that read so; else those that begin so; else those
    with the same verb and the same addressee under another name.
    """
    key = _key(printed)
    exact = [c for c in known if c.key == key]
    if exact:
        return exact
    begin = [c for c in known if _begins(c.key, key, language) or _begins(key, c.key, language)]
    if begin:
        return begin
    read = calls.read(printed, language)
    if read is None:
        return []
    same = [c for c in known if c.id == read.call_id]
    addressee = fold(read.addressee)
    return [c for c in same if not addressee or _same_addressee(c.addressee, addressee, language)]


def _begins(longer: str, shorter: str, language: str) -> bool:
    if not shorter or not longer.startswith(shorter):
        return False
    return language == "zh" or longer[len(shorter) :][:1] in ("", " ", ",")


def _same_addressee(one: str, other: str, language: str) -> bool:
    from resdiff.language.packs import pack

    def ids(addressee: str) -> set[str]:
        return {
            entry.id
            for entry in pack(language).addressees
            for form in entry.forms
            if fold(form) in addressee
        }

    return bool(ids(one) & ids(other)) or one.startswith(other)


@dataclass(frozen=True, slots=True)
class _Number:
    """A label of the reference: positions in the folded text, its parts ("c", "ii")."""

    start: int
    stop: int
    parts: tuple[str, ...]


def _numbers(match: re.Match[str]) -> list[_Number]:
    """The labels of a reference; "c) ii)" is one, "c), d)" are two."""
    found: list[_Number] = []
    if match.groupdict().get("labels") is None:
        return found
    start, stop = match.span("labels")
    text = match.string
    for one in _ONE_LABEL.finditer(text, start, stop):
        part = _number_of(one.group())
        if found and _JOINED.fullmatch(text[found[-1].stop : one.start()]):
            last = found.pop()
            found.append(_Number(last.start, one.end(), (*last.parts, part)))
        else:
            found.append(_Number(one.start(), one.end(), (part,)))
    return found


def _number_of(printed: str) -> str:
    label = labels.read(printed if not printed[-1].isdigit() else printed + "\t")
    return label.number if label else printed.strip(" )")


def _targets(
    numbers: Sequence[_Number],
    answering: Sequence[_Call],
    document: Document,
    children: dict[int, list[int]],
    plain: Folded,
) -> tuple[int, tuple[Target, ...]]:
    """The call that answers best, and the clause of each label under it."""
    best: tuple[int, tuple[Target, ...]] = (-1, ())
    most = -1
    for call in [c.index for c in answering] or [-1]:
        targets = tuple(
            Target(
                *span(plain, one.start, one.stop),
                "/".join(one.parts),
                _child(document, children, call, one.parts) if call >= 0 else -1,
            )
            for one in numbers
        )
        hits = sum(t.clause >= 0 for t in targets)
        if hits > most:
            most, best = hits, (call, targets)
    return best


def _child(
    document: Document, children: dict[int, list[int]], parent: int, parts: Sequence[str]
) -> int:
    """The clause under `parent` that the parts name one below the other; -1 where there is none."""
    for part in parts:
        parent = next((i for i in children.get(parent, []) if _same(document.clauses[i], part)), -1)
        if parent < 0:
            return -1
    return parent


def _same(clause: Clause, number: str) -> bool:
    if not clause.label or clause.kind is Kind.CALL:
        return False
    return clause.number == number or clause.number.rpartition(".")[2] == number


def _outcome(call: int, targets: tuple[Target, ...], sure: bool) -> Outcome:
    if call >= 0 and all(t.clause >= 0 for t in targets):
        return Outcome.FOUND
    if not sure:
        return Outcome.DOUBTFUL
    return Outcome.NO_CALL if call < 0 else Outcome.NO_LABEL


def _is_marked(match: re.Match[str]) -> bool:
    """Whether the words themselves show a reference: quotation marks, "point 3 of resolves", a
    letter with its parenthesis.
    """
    before = match.groupdict().get("labels") and match.start("labels") < match.start("call")
    return bool(before) or match.group().startswith('"') or _is_lettered(match)


def _is_led(match: re.Match[str], spoken: CitationWords) -> bool:
    """Whether a preposition leads to the call: "the reports mentioned in resolves 4". (Behind it a
    participle may stand as well, "in considering 4 options", but no operative verb.)
    """
    return spoken.lead.search(match.string[: match.start()]) is not None


def _is_lettered(match: re.Match[str]) -> bool:
    """Whether a label with its parenthesis stands there, which ordinary prose does not have."""
    return ")" in (match.groupdict().get("labels") or "")


def _is_phrase(printed: str, language: str) -> bool:
    read = calls.read(printed, language)
    return read is None or read.call_id in _PHRASES
