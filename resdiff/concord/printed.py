"""Rules about what is printed alike in every language: numbers, years, places, citations, notes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from difflib import SequenceMatcher
from typing import TypeVar

from resdiff.concord.drafts import Draft, Table, sure
from resdiff.concord.facts import Cited, Facts, numbers_spelled
from resdiff.concord.voting import Odd, majority, odd
from resdiff.language import places
from resdiff.language.folding import key
from resdiff.model import Kind

V = TypeVar("V", int, str)

_SMALL = 31  # days of a month; below, languages differ in what they write as words
_FEW = 2  # one and two hide in articles, duals and "both"
_ALIKE = 0.7  # share of letters from which two spellings are of one place
_STRICT = frozenset({Kind.ADOPTING})  # lines that print nothing but the conference


def printed(table: Table) -> Iterator[Draft]:
    """Everything that one language prints of a clause and another does not."""
    for row in range(len(table.joints)):
        found = table.facts(row)
        if len(found) < 2:
            continue
        drafts = list(_editions(table, row, found))
        taken = {(draft.rule, voice) for draft in drafts for voice in draft.voices}
        for draft in _tokens(table, row, found):
            if not any((draft.rule, voice) in taken for voice in draft.voices):
                drafts.append(draft)
        yield from drafts


def _tokens(table: Table, row: int, found: Mapping[int, Facts]) -> Iterator[Draft]:
    yield from _numbers(table, row, found)
    yield from _years(table, row, found)
    yield from sets_of(table, row, "year", {v: f.tags for v, f in found.items()}, lone=False)
    yield from sets_of(table, row, "month", {v: f.months for v, f in found.items()}, lone=False)
    yield from _places(table, row, found)
    yield from sets_of(
        table, row, "citation", {v: f.technical for v, f in found.items()}, lone=True
    )
    basics = {v: f.basics for v, f in found.items() if f.basics}
    yield from sets_of(table, row, "provision", basics, lone=False)
    yield from _values(table, row, "note", {v: f.notes for v, f in found.items()}, _notes)
    proposals = {v: f.proposal for v, f in found.items() if f.proposal}
    yield from _values(table, row, "proposal", proposals, lambda said: said)


def _places(table: Table, row: int, found: Mapping[int, Facts]) -> Iterator[Draft]:
    """Places named. A place can be left unsaid, or said as an adjective; one that no other language
    names is odd.
    """
    sets = {v: f.places for v, f in found.items()}
    strict = any(table.clause(row, voice).kind in _STRICT for voice in found)
    for voice, one in odd(sets).items():
        swapped = bool(one.alone and one.lacks)
        if strict or swapped or (one.alone and one.unanimous and len(sets) > 2):
            yield _draft(table, row, "place", voice, one, sets, one.unanimous and bool(one.lacks))
        elif len(sets) == 2 and all(sets.values()) and not _nested(*sets.values()):
            yield _draft(table, row, "place", voice, one, sets, True)
        if len(sets) == 2:
            return


def _nested(one: frozenset[str], other: frozenset[str]) -> bool:
    return one <= other or other <= one


def _notes(number: int) -> str:
    return "no note" if not number else "1 note" if number == 1 else f"{number} notes"


# -- numbers and years ----------------------------------------------------------------------------


def _numbers(table: Table, row: int, found: Mapping[int, Facts]) -> Iterator[Draft]:
    """Numbers in digits; one that a language has as a word is there too."""
    sets = {voice: own.numbers for voice, own in found.items()}
    every = frozenset().union(*sets.values())
    said = {
        voice: own | numbers_spelled(sorted(every - own), found[voice], language_of(table, voice))
        for voice, own in sets.items()
    }
    cited = frozenset(c.number for own in found.values() for c in own.cited if c.kind != "history")
    # A number that is digits in one language and a word in the others is no addition of its own.
    for voice, one in odd(said).items():
        if language_of(table, voice) == "ar":
            one = _unmirrored(one)
        one = _weighty(one, sets, cited, len(found))
        if one.lacks or one.alone:
            rule = "citation" if (one.lacks | one.alone) & cited else "number"
            certain = one.unanimous and (bool(one.lacks) or len(found) == 2)
            yield _draft(table, row, rule, voice, one, sets, certain)
            if len(found) == 2:
                return


def _unmirrored(one: Odd) -> Odd:
    """What is left when numbers of two parts are let go that Arabic prints from right to left: No.
    5.452 as 452.5.
    """
    turned = {v: v.partition(".")[2] + v.partition(".")[0] for v in one.alone if "." in v}
    same = {v: lack for v, t in turned.items() for lack in one.lacks if lack.replace(".", "") == t}
    return Odd(one.lacks - set(same.values()), one.alone - set(same), one.unanimous)


def _weighty(
    one: Odd, sets: Mapping[int, frozenset[str]], cited: frozenset[str], voices: int
) -> Odd:
    """What is left when small numbers that may be words, duals or articles are let go."""

    def counts(value: str) -> bool:
        return value in cited or not value.isdigit() or int(value) > _SMALL

    lacks = {v for v in one.lacks if counts(v)}
    alone = {v for v in one.alone if counts(v)}
    small = {v for v in one.lacks if v.isdigit() and int(v) > _FEW}
    swapped = bool(one.lacks) and bool(one.alone)
    in_digits = {v for v in small if 2 * sum(v in own for own in sets.values()) > voices}
    if swapped or (voices == 2 and len(one.alone) and all(sets.values())):
        return one
    return Odd(frozenset(lacks | in_digits), frozenset(alone), one.unanimous)


def _years(table: Table, row: int, found: Mapping[int, Facts]) -> Iterator[Draft]:
    sets = {voice: own.years for voice, own in found.items()}
    for voice, one in odd(sets).items():
        certain = one.unanimous and (bool(one.lacks) or len(found) == 2)
        yield _draft(table, row, "year", voice, one, sets, certain)
        if len(found) == 2:
            return


def language_of(table: Table, voice: int) -> str:
    """The language of a voice on this side, "" where it has none."""
    side = table.sides[voice]
    return side.language if side is not None else ""


def _draft(
    table: Table,
    row: int,
    rule: str,
    voice: int,
    one: Odd,
    sets: Mapping[int, frozenset[str]],
    certain: bool,
) -> Draft:
    """A finding about a set of one voice; of two voices, about both."""
    both = len(sets) == 2
    says = {v: ", ".join(_sorted(own)) or "" for v, own in sets.items()}
    others = [v for v in sets if v != voice]
    if both:
        reason = f"{_held(table, voice, says)}, {_held(table, others[0], says)}"
    elif one.alone and one.lacks:
        reason = (
            f"{table.have([voice])} {_list(one.alone)}"
            f" where {table.have([v for v in others if one.lacks <= sets[v]] or others)}"
            f" {_list(one.lacks)}"
        )
    elif one.lacks:
        having = [v for v in others if one.lacks <= sets[v]] or others
        reason = f"{table.join([voice])} lacks {_list(one.lacks)}, which {table.have(having)}"
    else:
        reason = f"{table.join([voice])} alone has {_list(one.alone)}"
    voices = tuple(sorted(sets)) if both else (voice,)
    return Draft(rule, sure(certain), voices, (row,), reason, says, table.side)


def _held(table: Table, voice: int, says: Mapping[int, str]) -> str:
    return f"{table.names[voice]} has {says[voice] or 'none'}"


def _sorted(values: frozenset[str]) -> list[str]:
    return sorted(values, key=lambda v: (len(v), v))


def _list(values: frozenset[str]) -> str:
    return ", ".join(_sorted(values))


def sets_of(
    table: Table, row: int, rule: str, sets: Mapping[int, frozenset[str]], lone: bool
) -> Iterator[Draft]:
    """Sets of ids; without `lone`, only where one voice has another thing instead of what most
    have, since a name can be said otherwise.
    """
    for voice, one in odd(sets).items():
        if (one.alone and one.lacks) or lone or (len(sets) == 2 and all(sets.values())):
            yield _draft(table, row, rule, voice, one, sets, one.unanimous)
            if len(sets) == 2:
                return


def _values(
    table: Table, row: int, rule: str, values: Mapping[int, V], say: Callable[[V], str]
) -> Iterator[Draft]:
    """One value a voice, which all should share."""
    most, others = majority(values)
    if not others:
        return
    says = {voice: say(own) for voice, own in values.items()}
    reason = ", ".join(f"{table.names[v]} has {says[v]}" for v in others)
    if most is not None:
        reason += f"; {table.have([v for v in values if v not in others])} {say(most)}"
    certain = most is not None or len(values) == 2
    yield Draft(rule, sure(certain), tuple(others), (row,), reason, says, table.side)


# -- citations ------------------------------------------------------------------------------------


def _editions(table: Table, row: int, found: Mapping[int, Facts]) -> Iterator[Draft]:
    """The editions of what is cited, number by number."""
    numbers = dict.fromkeys(c.number for own in found.values() for c in own.cited)
    for number in numbers:
        cited = {
            voice: [c for c in own.cited if c.number == number] for voice, own in found.items()
        }
        dated = {v: [c for c in own if c.is_dated] for v, own in cited.items()}
        single = {v: own[0] for v, own in dated.items() if len(own) == 1}
        if len(single) == sum(bool(own) for own in dated.values()) > 1:
            yield from _edition(table, row, number, single, found)
        bare = [v for v, own in cited.items() if own and not dated[v]]
        yield from _undated(table, row, number, bare, single, found)


def _edition(
    table: Table,
    row: int,
    number: str,
    dated: Mapping[int, Cited],
    found: Mapping[int, Facts],
) -> Iterator[Draft]:
    """Year, place and "Rev." of one cited edition."""
    told = {voice: f"{number} ({_parenthesis(one)})" for voice, one in dated.items()}
    years = {voice: one.year for voice, one in dated.items()}
    homes = _homes(table, dated, found)
    revised = {voice: one.revised for voice, one in dated.items()}
    for rule, most, others in (
        ("year", *majority(years)),
        ("place", *majority(homes)),
        ("edition", *majority(revised)),
    ):
        if not others or (rule == "place" and "?" in {homes[v] for v in others} and most is None):
            continue
        reason = ", ".join(f"{table.names[v]} has {told[v]}" for v in others)
        rest = [v for v in dated if v not in others]
        if rest:
            reason += f"; {table.have(rest)} {told[rest[0]]}"
        certain = most is not None or len(dated) == 2
        yield Draft(rule, sure(certain), tuple(others), (row,), reason, told, table.side)


def _homes(table: Table, dated: Mapping[int, Cited], found: Mapping[int, Facts]) -> dict[int, str]:
    """The place of each; a spelling that is not ours is the others' place where that is named
    beside it or resembles it in that language, and "?" is any that nobody knows.
    """
    known = [one.place for one in dated.values() if one.place and not one.place.startswith("=")]
    homes = {}
    for voice, one in dated.items():
        homes[voice] = one.place
        if one.place.startswith("="):
            named = found[voice].places
            language = language_of(table, voice)
            near = [k for k in known if k in named or _resembles(one.place[1:], k, language)]
            homes[voice] = near[0] if near else "?"
    return homes


def _resembles(printed: str, place_id: str, language: str) -> bool:
    place = next(p for p in places.known() if p.id == place_id)
    own = key(printed)
    return any(
        SequenceMatcher(None, own, key(name)).ratio() >= _ALIKE
        for name in (place.name(language), *place.aliases)
    )


def _parenthesis(one: Cited) -> str:
    place = one.place.removeprefix("=").replace("_", " ").title()
    inside = ", ".join(filter(None, (place, str(one.year or ""))))
    return f"{'Rev. ' if one.revised else ''}{inside}"


def _undated(
    table: Table,
    row: int,
    number: str,
    bare: list[int],
    dated: Mapping[int, Cited],
    found: Mapping[int, Facts],
) -> Iterator[Draft]:
    """Voices that cite without an edition what most cite with one, its year nowhere beside."""
    if 2 * len(dated) <= len(found) and len(found) > 2:
        return
    years = {one.year for one in dated.values()}
    lacking = [v for v in bare if years and not (years & set(map(int, found[v].years)))]
    if lacking:
        told = {voice: f"{number} ({_parenthesis(one)})" for voice, one in dated.items()}
        yield Draft(
            "edition",
            sure(False),
            tuple(lacking),
            (row,),
            f"{table.join(lacking)} cites {number} without the edition that"
            f" {table.have(list(dated))}",
            {**told, **dict.fromkeys(lacking, number)},
            table.side,
        )
