"""How well clauses are paired when the truth is known: documents changed at random.

Run:     python tests/bench/align.py [--rounds N] [--shares S ...] [--reword MOST] [--exchange]
         [FILE ...] (default: both texts of a seed). MOST is how much of a reworded clause is
         replaced at each of one or two places, a fifth by default; twice that makes clauses
         that are hard to know. With --exchange clauses also give their place to strangers.
Shape:   a table, one line for each share of clauses changed and each aligner: F1 of all pairs,
         insertions and deletions together, then of moves, splits and mergers, then how many of the
         pairs made are true and how many of the true ones are made. Every run alike.
"""

from __future__ import annotations

import argparse
import difflib
import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from resdiff import parsers  # noqa: E402
from resdiff.differ import compare  # noqa: E402
from resdiff.differ.folding import folded  # noqa: E402
from resdiff.model import Clause, Document, Kind, View  # noqa: E402

ITEMS = (Kind.ITEM, Kind.PARAGRAPH)
HEADS = (Kind.CALL, Kind.ANNEX)
SHARES = (0.05, 0.1, 0.2, 0.3, 0.5)
ACTIONS = ("delete", "insert", "reword", "reword", "move", "split", "merge")
KINDS = ("all", "moved", "split", "merged", "pairs")
Facts = dict[str, set[tuple[object, ...]]]


@dataclass(frozen=True)
class Wild:
    """What may be done to a clause, and how much of it is replaced at one place of a rewording."""

    actions: tuple[str, ...] = ACTIONS
    most: float = 0.2


@dataclass(frozen=True)
class Piece:
    """A clause on its way into the new document: its words and the old clauses they come from."""

    clause: Clause
    origin: tuple[int, ...]
    moved: bool = False
    part: int = 0


def changed(
    document: Document,
    share: float,
    strangers: Sequence[Clause],
    chance: random.Random,
    wild: Wild = Wild(),
) -> tuple[Document, Facts]:
    """The document with a share of its clauses changed, and what was done to it."""
    sections: list[list[Piece]] = [[]]
    for index, clause in enumerate(document.clauses):
        if clause.kind in HEADS:
            sections.append([])
        sections[-1].append(Piece(clause, (index,)))
    moving: list[Piece] = []
    result = [_section(s, share, strangers, chance, moving, wild) for s in sections]
    for piece in moving:
        home = next(n for n, s in enumerate(sections) if any(p.origin == piece.origin for p in s))
        others = [n for n in range(1, len(result)) if n != home] or [home]
        place = result[chance.choice(others)]
        place.insert(chance.randint(1, len(place)), replace(piece, moved=True))
    return _assembled(document, [piece for section in result for piece in section])


def _section(
    pieces: Sequence[Piece],
    share: float,
    strangers: Sequence[Clause],
    chance: random.Random,
    moving: list[Piece],
    wild: Wild,
) -> list[Piece]:
    out: list[Piece] = []
    skip = False
    for number, piece in enumerate(pieces):
        if skip:
            skip = False
            continue
        if piece.clause.kind not in ITEMS or chance.random() >= share:
            out.append(piece)
            continue
        follower = pieces[number + 1] if number + 1 < len(pieces) else None
        action = chance.choice(wild.actions)
        if action in ("insert", "exchange"):
            stranger = Piece(replace(chance.choice(strangers), parent=-1), ())
            out += [piece, stranger] if action == "insert" else [stranger]
        elif action == "reword":
            out.append(replace(piece, clause=_reworded(piece.clause, strangers, chance, wild.most)))
        elif action == "move" and len(piece.clause.text) > 40:
            moving.append(piece)
        elif action == "split" and len(_words(piece.clause.text)[0]) > 15:
            out += _halves(piece, chance)
        elif action == "merge" and follower and _mergeable(piece, follower):
            words = f"{piece.clause.text.rstrip(' ;,.')} and {follower.clause.text}"
            out.append(
                Piece(replace(piece.clause, text=words, marks=()), piece.origin + follower.origin)
            )
            skip = True
        elif action != "delete":
            out.append(piece)
    return out


def _mergeable(piece: Piece, follower: Piece) -> bool:
    enough = min(len(piece.clause.text), len(follower.clause.text)) > 40
    return follower.clause.kind is piece.clause.kind and enough


def _halves(piece: Piece, chance: random.Random) -> list[Piece]:
    words, space = _words(piece.clause.text)
    at = chance.randint(len(words) // 3, 2 * len(words) // 3)
    first = replace(piece.clause, text=space.join(words[:at]) + ";", marks=())
    second = replace(
        piece.clause, text=("that " if space else "") + space.join(words[at:]), marks=()
    )
    return [Piece(first, piece.origin, part=1), Piece(second, piece.origin, part=2)]


def _words(text: str) -> tuple[list[str], str]:
    """The words of a text (Chinese: its characters), and what joins them."""
    words = text.split()
    return (words, " ") if len(words) * 15 > len(text) else (list(text), "")


def _reworded(
    clause: Clause, strangers: Sequence[Clause], chance: random.Random, most: float
) -> Clause:
    """The clause with up to `most` of its words replaced, in one place or in two."""
    words, space = _words(clause.text)
    for _ in range(chance.randint(1, 2)):
        size = max(1, int(len(words) * chance.uniform(most / 4, most)))
        at = chance.randint(0, max(0, len(words) - size))
        other, _ = _words(chance.choice(strangers).text)
        words[at : at + size] = other[: chance.randint(0, size + 2)]
    return replace(clause, text=space.join(words), marks=())


def _assembled(document: Document, pieces: Sequence[Piece]) -> tuple[Document, Facts]:
    """The new document, labelled anew, with the facts about it."""
    clauses: list[Clause] = []
    facts: Facts = {kind: set() for kind in KINDS}
    groups: dict[tuple[int, ...], list[int]] = {}
    call, section, count = -1, 0, 0
    for index, piece in enumerate(pieces):
        clause = piece.clause
        if clause.kind in HEADS:
            call, count = index, 0
            section += 1
            clause = replace(clause, path=str(section))
        elif clause.kind in ITEMS:
            count += 1
            number = str(count) if clause.label else ""
            clause = replace(
                clause,
                label=f"{count}" if clause.label else "",
                number=number,
                path=f"{section}/{number or -count}",
                parent=call,
            )
        elif clause.parent >= 0:
            clause = replace(clause, parent=call)
        clauses.append(replace(clause, instrument=0))
        groups.setdefault(piece.origin, []).append(index)
        if not piece.origin:
            facts["all"].add(("+", index))
        for old in piece.origin:
            facts["all"].add(("=", old, index))
            facts["pairs"].add((old, index))
        if piece.moved:
            facts["moved"].add((piece.origin[0], index))
        if len(piece.origin) > 1:
            facts["merged"].add((piece.origin, index))
    for origin, places in groups.items():
        if len(origin) == 1 and len(places) > 1:
            facts["split"].add((origin[0], tuple(places)))
    kept = {old for piece in pieces for old in piece.origin}
    facts["all"] |= {("-", old) for old in range(len(document.clauses)) if old not in kept}
    return replace(document, clauses=tuple(clauses)), facts


def found(old: Document, new: Document) -> Facts:
    """What the differ says happened."""
    facts: Facts = {kind: set() for kind in KINDS}
    for change in compare(old, new).changes:
        facts["all"] |= {("=", i, j) for i in change.old for j in change.new}
        facts["pairs"] |= {(i, j) for i in change.old for j in change.new}
        facts["all"] |= {("-", i) for i in change.old if not change.new}
        facts["all"] |= {("+", j) for j in change.new if not change.old}
        if change.moved:
            facts["moved"].add((change.old[0], change.new[0]))
        if change.split:
            facts["split"].add((change.old[0], change.new))
        if change.merged:
            facts["merged"].add((change.old, change.new[0]))
    return facts


def _facts(old: Document, new: Document, pairs: Sequence[tuple[int, int]]) -> Facts:
    done = {i for i, _ in pairs}, {j for _, j in pairs}
    units = {("=", i, j) for i, j in pairs}
    units |= {("-", i) for i in range(len(old.clauses)) if i not in done[0]}
    units |= {("+", j) for j in range(len(new.clauses)) if j not in done[1]}
    return {"all": units, "moved": set(), "split": set(), "merged": set(), "pairs": set(pairs)}


def exact_text(old: Document, new: Document) -> Facts:
    places: dict[str, list[int]] = {}
    for j, clause in enumerate(new.clauses):
        places.setdefault(folded(clause.text), []).append(j)
    pairs = []
    for i, clause in enumerate(old.clauses):
        if places.get(folded(clause.text)):
            pairs.append((i, places[folded(clause.text)].pop(0)))
    return _facts(old, new, pairs)


def same_label(old: Document, new: Document) -> Facts:
    paths = {clause.path: j for j, clause in enumerate(new.clauses)}
    pairs = [(i, paths[c.path]) for i, c in enumerate(old.clauses) if c.path in paths]
    return _facts(old, new, pairs)


def with_difflib(old: Document, new: Document) -> Facts:
    keys = [folded(c.text) for c in old.clauses], [folded(c.text) for c in new.clauses]
    pairs: list[tuple[int, int]] = []
    for code, a, b, c, d in difflib.SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if code in ("equal", "replace"):
            pairs += list(zip(range(a, b), range(c, d), strict=False))
    return _facts(old, new, pairs)


def dynamic_programme(old: Document, new: Document) -> Facts:
    """Global alignment on the share of common words, gaps free, pairs above one half."""
    bags = [[_bag(c) for c in d.clauses] for d in (old, new)]
    rows, columns = len(bags[0]), len(bags[1])
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            best[i][j] = max(
                best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + _alike(bags, i, j)
            )
    pairs, i, j = [], 0, 0
    while i < rows and j < columns:
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            pairs.append((i, j))
            i, j = i + 1, j + 1
    return _facts(old, new, pairs)


def _alike(bags: Sequence[Sequence[set[str]]], i: int, j: int) -> float:
    one, other = bags[0][i], bags[1][j]
    total = len(one) + len(other)
    score = 2 * len(one & other) / total if total else 0.0
    return score if score > 0.5 else 0.0


ALIGNERS: dict[str, Callable[[Document, Document], Facts]] = {
    "resdiff": found,
    "exact text": exact_text,
    "same label": same_label,
    "difflib": with_difflib,
    "dynamic programme": dynamic_programme,
}


def f1(counts: tuple[int, int, int]) -> float | None:
    hit, made, wanted = counts
    return 2 * hit / (made + wanted) if made + wanted else None


def measured(
    documents: Sequence[Document], share: float, rounds: int, names: Sequence[str]
) -> dict[str, dict[str, float | None]]:
    """F1 of every kind for every aligner at one share of clauses changed."""
    sums = counted(documents, share, rounds, names)
    return {name: {kind: f1(count) for kind, count in sums[name].items()} for name in names}


def counted(
    documents: Sequence[Document],
    share: float,
    rounds: int,
    names: Sequence[str],
    wild: Wild = Wild(),
) -> dict[str, dict[str, tuple[int, int, int]]]:
    """Of every kind, for every aligner: how many facts are true, found and to be found."""
    sums = {name: dict.fromkeys(KINDS, (0, 0, 0)) for name in names}
    chance = random.Random(f"{share}")
    for turn in range(rounds):
        document = documents[turn % len(documents)]
        strangers = _strangers(document, documents)
        new, truth = changed(document, share, strangers, chance, wild)
        for name in names:
            made = ALIGNERS[name](document, new)
            for kind in KINDS:
                hit, all_made, wanted = sums[name][kind]
                there = made[kind], truth[kind]
                sums[name][kind] = (
                    hit + len(there[0] & there[1]),
                    all_made + len(there[0]),
                    wanted + len(there[1]),
                )
    return sums


def _strangers(document: Document, documents: Sequence[Document]) -> list[Clause]:
    """Clauses of the other documents that are unlike all of this one: editions of one resolution
    share most of theirs, and one that the document has already would be no insertion.
    """
    others = [
        c
        for d in documents
        if d is not document and d.language == document.language
        for c in d.clauses
        if c.kind in ITEMS and len(c.text) > 40
    ]
    bags = [[_bag(c) for c in side] for side in (document.clauses, others)]
    unlike = [
        c
        for j, c in enumerate(others)
        if not any(_alike(bags, i, j) for i in range(len(document.clauses)))
    ]
    return unlike or others  # of two texts alone, one may have all that the other has


def _bag(clause: Clause) -> set[str]:
    """The words of a clause (Chinese: its pairs of characters)."""
    words, space = _words(folded(clause.text))
    return set(words) if space else {"".join(p) for p in pairwise(words)}


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("files", nargs="*", type=Path)
    arguments.add_argument("--rounds", type=int, default=20)
    arguments.add_argument("--only", choices=ALIGNERS, action="append")
    arguments.add_argument("--shares", type=float, nargs="+", default=SHARES)
    arguments.add_argument("--reword", type=float, default=Wild.most)
    arguments.add_argument("--exchange", action="store_true")
    asked = arguments.parse_args()
    files = asked.files or [ROOT / "corpus" / "res101-en" / f"{n}.txt" for n in ("base", "new")]
    documents = [parsers.read(f.read_bytes(), f.name, View.FINAL) for f in files]
    names = asked.only or list(ALIGNERS)
    wild = Wild(ACTIONS + ("exchange",) * 2 * asked.exchange, asked.reword)
    print("| changed | aligner | all | moves | splits | mergers | pairs true | pairs found |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for share in asked.shares:
        sums = counted(documents, share, asked.rounds, names, wild)
        for name, row in sums.items():
            hit, made, wanted = row["pairs"]
            values = [f1(row[kind]) for kind in KINDS[:-1]]
            values += [hit / made if made else None, hit / wanted if wanted else None]
            cells = ["-" if v is None else f"{v:.3f}" for v in values]
            print(f"| {share:.0%} | {name} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
