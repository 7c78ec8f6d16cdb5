"""Which file belongs to which: by what the texts say, editions in order; doubts are told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from resdiff.batch.values import NEW, OLD, Pair, Paper, Plan, Single, Symbol
from resdiff.values import replace

Key = tuple[str, str, str, str]

_LAST = 9999  # a new text whose year was not read stands after all that have one


def paired(papers: Iterable[Paper]) -> Plan:
    """Every edition with the one before it, by body, kind, number and language.

    Shape:   editions of one resolution in one language form a chain by year, old files before new
             ones of the same year; several new files of one year are each compared with the edition
             before. What the texts do not decide is decided by a lone candidate of unread body,
             then by the file's name, and told as a doubt.
    """
    known = sorted(papers, key=lambda paper: (paper.side == NEW, paper.name))
    unread = [paper for paper in known if paper.failure]
    singles: list[Single] = []
    groups: dict[Key, list[Paper]] = {}
    for paper in _distinct([paper for paper in known if not paper.failure], singles):
        groups.setdefault(_key(paper), []).append(paper)
    pairs: list[Pair] = []
    alone: list[Paper] = []
    for key, group in sorted(groups.items()):
        if not key[2]:
            alone.extend(group)
        elif len(chain := _editions(group)) > 1:
            pairs.extend(_chained(chain))
            singles.extend(_passed_over(chain[0]))
        else:
            alone.extend(group)
    pairs.extend(_rescued(alone))
    used = {(p.side, p.name) for pair in pairs for p in (pair.old, pair.new)}
    left = [paper for paper in alone if (paper.side, paper.name) not in used]
    singles.extend(_single(paper, unread) for paper in left)
    return _plan(pairs, singles, unread)


def as_listed(
    lines: Iterable[tuple[Paper | None, Paper | None]],
) -> Plan:
    """The pairs as the user listed them; where the texts disagree, that is told as a doubt."""
    pairs: list[Pair] = []
    singles: list[Single] = []
    unread: list[Paper] = []
    for line in lines:
        present = [paper for paper in line if paper is not None]
        broken = [paper for paper in present if paper.failure]
        unread.extend(broken)
        old, new = line
        if broken or not present:
            singles.extend(
                Single(paper, "", f"its counterpart cannot be read: {broken[0].name}")
                for paper in present
                if not paper.failure
            )
        elif old is None or new is None:
            singles.append(_single(present[0], ()))
        else:
            pairs.append(Pair("", old, new, tuple(_doubts(old, new))))
    return _plan(pairs, singles, unread)


# ---------------------------------------------------------------------- editions


def _key(paper: Paper) -> Key:
    return (paper.body, paper.kind, paper.number, paper.language)


def _distinct(papers: Sequence[Paper], singles: list[Single]) -> Iterator[Paper]:
    """The papers without those of one side that repeat another's bytes, which are told."""
    first: dict[tuple[str, str], Paper] = {}
    for paper in papers:
        original = first.setdefault((paper.side, paper.digest), paper)
        if original is paper:
            yield paper
        else:
            singles.append(Single(paper, "", f"the same bytes as {original.name}"))


def _editions(group: Iterable[Paper]) -> list[list[Paper]]:
    """The papers of one resolution by edition, the earliest first."""

    def rank(paper: Paper) -> tuple[int, bool]:
        return (paper.year or (_LAST if paper.side == NEW else 0), paper.side == NEW)

    ordered = sorted(group, key=lambda paper: (rank(paper), paper.name))
    return [list(papers) for _, papers in groupby(ordered, rank)]


def _chained(chain: Sequence[Sequence[Paper]]) -> Iterator[Pair]:
    for before, after in pairwise(chain):
        old = before[0]
        several = [f"{len(before)} files carry the old edition: {_names(before)}"]
        for new in after:
            doubts = list(_doubts(old, new))
            yield Pair("", old, new, (*(several if len(before) > 1 else ()), *doubts))


def _passed_over(first: Sequence[Paper]) -> Iterator[Single]:
    """The files of the earliest edition that no pair has: only one can stand for it."""
    for paper in first[1:]:
        yield Single(paper, "", f"another file of this edition was compared: {first[0].name}")


def _doubts(old: Paper, new: Paper) -> Iterator[str]:
    """What a careful reader would want to know before trusting the pair."""
    names = ("body", "kind", "number", "language")
    for name, was, now in zip(names, _key(old), _key(new), strict=True):
        if was != now:
            yield f"the {name} differs: {was or 'not read'}, {now or 'not read'}"
        elif not was:
            yield f"the {name} was not read"
    for paper in (old, new):
        if not paper.year:
            yield f"the edition of {paper.name} was not read"
        if paper.instruments > 1:
            yield f"{paper.name} holds {paper.instruments} instruments; paired by the longest"
    if old.year and new.year and old.year > new.year:
        yield f"the old file is the later edition: {old.year}, {new.year}"
    if old.side == NEW and new.side == OLD:
        yield f"put in order of their editions: {new.name} was given as old"
    elif old.side == new.side:
        yield f"both are {old.side} files: each edition is compared with the one before it"


# ---------------------------------------------------------------------- what keys do not decide


def _rescued(papers: Sequence[Paper]) -> Iterator[Pair]:
    """Lone papers that fit one another where one body was not read, then by file name."""
    left = list(papers)
    for alike in (_but_body, _same_name):
        for old in [paper for paper in left if paper.side == OLD]:
            fit = [paper for paper in left if paper.side == NEW and alike(old, paper)]
            rivals = [p for p in left if p.side == OLD and fit and alike(p, fit[0])]
            if len(fit) == 1 and len(rivals) == 1:
                left = [paper for paper in left if paper not in (old, fit[0])]
                yield Pair("", old, fit[0], (_because(alike), *_doubts(old, fit[0])))


def _but_body(old: Paper, new: Paper) -> bool:
    """Whether all agrees but a body that was not read on one side."""
    same = _key(old)[1:] == _key(new)[1:] and bool(old.number and old.language)
    return same and not (old.body and new.body)


def _same_name(old: Paper, new: Paper) -> bool:
    """Whether the files are called the same and neither says it is something else."""
    clash = bool(old.number and new.number and _key(old) != _key(new))
    return old.name == new.name and not clash


def _because(alike: object) -> str:
    if alike is _but_body:
        return "paired by number and language alone"
    return "paired by the file's name: the texts do not say what they are"


def _single(paper: Paper, unread: Sequence[Paper]) -> Single:
    """A paper without counterpart, and what that may mean."""
    other = NEW if paper.side == OLD else OLD
    broken = [p.name for p in unread if p.side == other and _stem(p.name) == _stem(paper.name)]
    if broken:
        return Single(paper, "", f"its counterpart may be {broken[0]}, which cannot be read")
    if not paper.number:
        return Single(paper, "", "the text does not say which resolution it is")
    symbol = Symbol.SUP if paper.side == OLD else Symbol.ADD
    reason = f"no {other} file of this resolution in this language"
    if any(p.side == other for p in unread):
        reason += ", unless it is among those that cannot be read"
    return Single(paper, symbol, reason)


def _stem(name: str) -> str:
    return name.rpartition(".")[0] or name


def _names(papers: Iterable[Paper]) -> str:
    return ", ".join(paper.name for paper in papers)


# ---------------------------------------------------------------------- order and ids


def _plan(pairs: Iterable[Pair], singles: Iterable[Single], unread: Iterable[Paper]) -> Plan:
    ordered = sorted(pairs, key=lambda pair: (_rank(pair.new), _rank(pair.old)))
    return Plan(
        pairs=tuple(_with_ids(ordered)),
        singles=tuple(sorted(singles, key=lambda s: _rank(s.paper))),
        unread=tuple(sorted(dict.fromkeys(unread), key=lambda p: (p.side == NEW, p.name))),
    )


def _rank(paper: Paper) -> tuple[object, ...]:
    """Reading order: by body, then number as people count, then language and edition."""
    digits = paper.number if paper.number.isdecimal() else ""
    return (
        paper.body,
        paper.kind,
        int(digits or -1),
        paper.number,
        paper.language,
        paper.year,
        paper.side == NEW,
        paper.name,
    )


def _with_ids(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """The pairs, each with an id of its own that is fit for a file name."""
    taken: dict[str, int] = {}
    for pair in pairs:
        id = _id(pair.old, pair.new)
        taken[id] = taken.get(id, 0) + 1
        yield replace(pair, id=id if taken[id] == 1 else f"{id}.{taken[id]}")


def _id(old: Paper, new: Paper) -> str:
    """Body, number, language and years: "PP-101.en.2010-2014"."""
    named: Mapping[str, str] = {
        "work": "-".join(filter(None, (new.body, new.number))) or "unnamed",
        "language": new.language or "xx",
        "years": f"{old.year or 'x'}-{new.year or 'x'}",
    }
    plain = ".".join(named.values())
    return "".join(c if (c.isalnum() and c.isascii()) or c in "-." else "_" for c in plain)
