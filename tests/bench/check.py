"""How many injected faults the checker finds, rule by rule, and how much it says of what is intact.

    python tests/bench/check.py [FILE…]     default: the Final Acts texts beside the checkout

Each fault is put into one clause of one text, alone; it counts as found when its rule speaks of
that clause and did not before.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from resdiff import api, checker, citations
from resdiff.citations import BodySource, Citations, Outcome
from resdiff.model import Document, Kind

SHARED = Path(__file__).resolve().parents[3] / "shared"
PER_TEXT = 3  # faults of one kind in one text
Fault = tuple[int, str]  # a clause, and its text with the fault
Injector = Callable[[Document, Citations], Iterator[Fault]]


def _cut(text: str, start: int, stop: int, put: str) -> str:
    return text[:start] + put + text[stop:]


def dangling(document: Document, cited: Citations) -> Iterator[Fault]:
    for one in cited.references:
        for target in one.targets:
            if one.outcome is Outcome.FOUND and "/" not in target.number:
                text = document.clauses[one.clause].text
                put = "99" if text[target.start].isdigit() else "z)"
                yield one.clause, _cut(text, target.start, target.stop, put)


def unknown_call(document: Document, cited: Citations) -> Iterator[Fault]:
    for one in cited.references:
        text = document.clauses[one.clause].text
        if one.outcome is Outcome.FOUND and one.direction in ("above", "below"):
            call = document.clauses[one.call].text.strip()
            if text[one.start :].startswith(call):
                yield one.clause, _cut(text, one.start, one.start + len(call), "welcoming")


def direction(document: Document, cited: Citations) -> Iterator[Fault]:
    for one in cited.references:
        text = document.clauses[one.clause].text
        apart = one.call >= 0 and document.clauses[one.clause].parent != one.call
        above = one.direction == "above" and text[one.start : one.stop].endswith("above")
        if one.outcome is Outcome.FOUND and above and apart:
            yield one.clause, _cut(text, one.stop - 5, one.stop, "below")


def contradictory(document: Document, cited: Citations) -> Iterator[Fault]:
    for one in cited.instruments:
        if one.body_source is BodySource.OWN and one.served == 1 and one.edition_stop:
            text = document.clauses[one.clause].text
            yield (
                one.clause,
                _cut(text, one.edition_start, one.edition_stop, "(Rev. Antalya, 2006)"),
            )


def future(document: Document, cited: Citations) -> Iterator[Fault]:
    for one in cited.instruments:
        if one.body_source is BodySource.STATED and one.work.body == "PP" and one.edition:
            text = document.clauses[one.clause].text
            put = "(Rev. Bucharest, 2022)"
            yield one.clause, _cut(text, one.edition_start, one.edition_stop, put)


def no_such_meeting(document: Document, cited: Citations) -> Iterator[Fault]:
    for one in cited.instruments:
        if one.edition and one.edition.place_id and one.edition.year > 1996:
            text = document.clauses[one.clause].text
            year = text.index(str(one.edition.year), one.edition_start)
            yield one.clause, _cut(text, year, year + 4, "2011")


def no_edition(document: Document, cited: Citations) -> Iterator[Fault]:
    for one in cited.instruments:
        stated = one.body_source in (BodySource.STATED, BodySource.OWN)
        again = sum(o.clause == one.clause and o.work == one.work for o in cited.instruments) > 1
        ours = one.work.body in ("PP", "WTSA", "WTDC") and one.work != document.instruments[0].work
        outside = document.clauses[one.clause].kind in (Kind.ANNEX, Kind.HEADING)
        if stated and one.edition and one.served == 1 and ours and not again and not outside:
            text = document.clauses[one.clause].text
            yield one.clause, _cut(text, one.edition_start, one.edition_stop, "").replace("  ", " ")


def no_comma(document: Document, cited: Citations) -> Iterator[Fault]:
    for one in cited.instruments:
        text = document.clauses[one.clause].text
        inside = text[one.edition_start : one.edition_stop]
        if one.edition and one.edition.place_id and "," in inside:
            put = inside.replace(",", "")
            yield one.clause, _cut(text, one.edition_start, one.edition_stop, put)


def past(document: Document, cited: Citations) -> Iterator[Fault]:
    for one in cited.sessions:
        clause = document.clauses[one.clause]
        ahead = min(one.years) > document.instruments[0].edition.year
        if clause.part == "operative" and ahead and not one.tag and clause.kind is not Kind.CALL:
            words = re.sub(r"20\d\d", "2011", clause.text[one.start : one.stop])
            yield one.clause, _cut(clause.text, one.start, one.stop, words)


def _items(document: Document) -> Iterator[tuple[int, str]]:
    for index, clause in enumerate(document.clauses):
        text = clause.text.rstrip()
        inside = clause.part in ("preamble", "operative") and clause.kind is Kind.ITEM
        if inside and text.endswith(";") and not clause.marks:
            yield index, text


def no_ending(document: Document, cited: Citations) -> Iterator[Fault]:
    yield from ((index, text[:-1]) for index, text in _items(document))


def wrong_ending(document: Document, cited: Citations) -> Iterator[Fault]:
    yield from ((index, text[:-1] + ".") for index, text in _items(document))


def and_ending(document: Document, cited: Citations) -> Iterator[Fault]:
    yield from ((index, text + " and") for index, text in _items(document))


def capital(document: Document, cited: Citations) -> Iterator[Fault]:
    for index, clause in enumerate(document.clauses):
        if clause.kind is Kind.CALL:
            yield index, clause.text[:1].upper() + clause.text[1:]


def small_members(document: Document, cited: Citations) -> Iterator[Fault]:
    for index, clause in enumerate(document.clauses):
        if clause.kind in (Kind.ITEM, Kind.CALL) and "Member States" in clause.text:
            yield index, clause.text.replace("Member States", "member states", 1)


INJECTORS: dict[str, tuple[str, Injector]] = {
    "label beyond the end": ("dangling-reference", dangling),
    "call that is not there": ("dangling-reference", unknown_call),
    "above for below": ("reference-direction", direction),
    "old edition of this conference": ("citation-contradictory", contradictory),
    "edition of the future": ("citation-future", future),
    "year without a meeting": ("edition-unknown", no_such_meeting),
    "edition left out": ("edition-missing", no_edition),
    "comma left out": ("comma-missing", no_comma),
    "meeting in the past": ("past-session", past),
    "ending left out": ("item-ending", no_ending),
    "full stop for semicolon": ("item-ending", wrong_ending),
    "and behind the semicolon": ("and-ending", and_ending),
    "capital in a call": ("call-capital", capital),
    "member states": ("official-name", small_members),
}

# Faults made of English words.
ENGLISH = frozenset(
    {
        "call that is not there",
        "above for below",
        "edition of the future",
        "and behind the semicolon",
        "capital in a call",
        "member states",
    }
)


def main(paths: list[Path]) -> None:
    generator = random.Random(1)
    tried: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for path in paths:
        document = api.read(path.read_bytes(), path.name)
        if document.instruments:
            _try(document, generator, tried, found, path.name)
    print(f"{'fault':32} {'rule':24} {'tried':>5} {'found':>5}  recall")
    for name, (rule, _) in INJECTORS.items():
        if tried[name]:
            share = found[name] / tried[name]
            print(f"{name:32} {rule:24} {tried[name]:5} {found[name]:5}  {share:.3f}")


def _try(
    document: Document,
    generator: random.Random,
    tried: Counter[str],
    found: Counter[str],
    file: str,
) -> None:
    cited = citations.find(document)
    before = {(f.rule, f.clause, f.message) for f in checker.check(document)}
    for name, (rule, inject) in INJECTORS.items():
        if name in ENGLISH and document.language != "en":
            continue
        faults = list(inject(document, cited))
        for clause, text in generator.sample(faults, min(PER_TEXT, len(faults))):
            clauses = list(document.clauses)
            clauses[clause] = replace(clauses[clause], text=text)
            mutant = replace(document, clauses=tuple(clauses))
            said = {(f.rule, f.clause, f.message) for f in checker.check(mutant, only=[rule])}
            tried[name] += 1
            hit = any(r == rule and c == clause for r, c, _ in said - before)
            found[name] += hit
            if not hit:
                print(f"missed: {name}: {file} {clauses[clause].path}: {text[:160]!r}")


if __name__ == "__main__":
    given = [Path(name) for name in sys.argv[1:]]
    main(given or sorted((SHARED / "data" / "itu-pp18").glob("*.txt")))
