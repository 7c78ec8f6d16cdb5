"""How well clauses are paired in six languages at once, when the truth is known.

Run:     python tests/bench/six.py [--rounds N]     needs the shared documents beside the checkout
Shape:   one resolution is changed at random, alike in all languages: clauses deleted, inserted,
         reworded little or much, moved, moved and reworded, split, made into sub-items, merged;
         sections inserted, deleted, moved, taken up by the one before. A table, a line a language
         and share of clauses changed: what the independent scorer says, as means.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import statistics
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
sys.path.insert(0, str(ROOT))

from resdiff import api  # noqa: E402
from resdiff.differ import compare  # noqa: E402
from resdiff.model import Clause, Comparison, Document, Kind  # noqa: E402

LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")
AND = {"en": " and ", "fr": " et ", "es": " y ", "ru": " и ", "zh": "，且", "ar": " و"}
ENDS = {"zh": "；，。", "ar": "؛،."}
SHARES = (0.15, 0.3, 0.45)
ACTS = (
    "delete",
    "insert",
    "reword",
    "reword",
    "rewrite",
    "move",
    "change",
    "split",
    "sub",
    "merge",
)
FLAGS = ("f1", "kind", "moved", "renumbered", "split", "merged", "editorial", "false_flags")
Row = dict[str, object]


@dataclass(frozen=True)
class Item:
    """What an item of an edition is made of. Shape: clauses of the base, by number; `place` from 0
    to 1 says where it is split or reworded.
    """

    act: str
    base: tuple[int, ...]
    place: float = 0.0


Section = tuple[int, list[Item]]
"""The call, by its number in the base, and the items."""


def base(language: str) -> Document:
    path = SHARED / "data" / "six" / f"A-{language}" / "base.docx"
    return api.read(path.read_bytes(), path.name)


def scripted(
    document: Document, share: float, chance: random.Random
) -> tuple[list[Section], list[Section]]:
    """An old and a new edition as scripts, the same for every language."""
    sections = _sections(document)
    held = [sections.pop(chance.randrange(len(sections)))] if chance.random() < 0.6 else []
    strangers = []
    for _, items in sections:
        for item in list(items):
            if len(items) > 2 and chance.random() < 0.2:
                items.remove(item)
                strangers.append(replace(item, act="insert"))
    moving: list[tuple[int, Item]] = []
    new = [
        (call, _changed(call, items, share, strangers, moving, chance)) for call, items in sections
    ]
    for call, item in moving:
        _, there = chance.choice([s for s in new if s[0] != call])
        there.insert(chance.randint(0, len(there)), item)
    for call, items in held:
        added = [replace(item, act="insert") for item in items]
        new.insert(chance.randint(0, len(new)), (call, added))
    _shuffle(new, {call for call, _ in sections}, chance)
    return sections, [section for section in new if section[1]]


def _sections(document: Document) -> list[Section]:
    found: list[Section] = []
    for index, clause in enumerate(document.clauses):
        if clause.kind is Kind.CALL:
            found.append((index, []))
        elif clause.kind is Kind.ITEM:
            found[-1][1].append(Item("keep", (index,)))
    return found


def _changed(
    call: int,
    items: Sequence[Item],
    share: float,
    strangers: list[Item],
    moving: list[tuple[int, Item]],
    chance: random.Random,
) -> list[Item]:
    """The items of one section, some of them changed; what is to move goes into `moving`."""
    out: list[Item] = []
    rest = list(items)
    while rest:
        item = rest.pop(0)
        act = chance.choice(ACTS) if chance.random() < share else "keep"
        changed = replace(item, act=act, place=chance.random())
        if act in ("move", "change"):
            moving.append((call, changed))
        elif act == "merge" and rest:
            out.append(replace(changed, base=item.base + rest.pop(0).base))
        elif act == "insert":
            out += [item, *([strangers.pop()] if strangers else [])]
        elif act != "delete":
            out.append(item if act in ("keep", "merge") else changed)
    return out


def _shuffle(new: list[Section], known: set[int], chance: random.Random) -> None:
    """One section is taken up by the one before it, deleted, or moved; or none."""
    fate, place = chance.random(), chance.randrange(1, len(new))
    if fate < 0.3 and {new[place - 1][0], new[place][0]} <= known:
        new[place - 1][1].extend(new.pop(place)[1])
    elif fate < 0.5 and not any(item.act in ("move", "change") for item in new[place][1]):
        new.pop(place)
    elif fate < 0.65:
        new.insert(chance.randint(0, len(new) - 1), new.pop(place))


# ---------------------------------------------------------------------- texts


def written(document: Document, script: Sequence[Section]) -> tuple[Document, list[Row]]:
    """The edition in the language of the document, and where each item came to stand."""
    out = [c for c in document.clauses if c.kind in (Kind.NUMBER, Kind.TITLE, Kind.ADOPTING)]
    rows: list[Row] = []
    signs = ENDS.get(document.language, ";,.")
    for number, (index, items) in enumerate(script, start=1):
        call = document.clauses[index]
        head = len(out)
        out.append(replace(call, path=f"call/{number}", parent=-1))
        texts = [pair for item in items for pair in _texts(document, item)]
        tops = [n for n, (_, part, _) in enumerate(texts) if part != "sub"]
        for place, (item, part, text) in enumerate(texts):
            top = [n for n in tops if n <= place]
            own = _number(call, len(top), len(tops))
            path = f"{number}/{own}" + ("/i" if part == "sub" else "")
            label = "i)" if part == "sub" else "" if own == "-1" else _label(call, own)
            last = place == len(texts) - 1
            end = signs[2 if last and number == len(script) else 1 if last else 0]
            text += "" if text[-1] in ":：" else end
            parent = head if part != "sub" else len(out) - 1
            kind = Kind.ITEM if label else Kind.PARAGRAPH
            value = path.rpartition("/")[2] if label else ""
            out.append(Clause(kind, text, path, label, value, parent, 0, call.call_id, call.part))
            rows.append({"path": path, "item": item, "part": part, "text": text, "call": index})
    clauses = tuple(replace(c, instrument=0) for c in out)
    instrument = replace(document.instruments[0], start=0, stop=len(clauses))
    return replace(document, clauses=clauses, instruments=(instrument,)), rows


def _number(call: Clause, place: int, of: int) -> str:
    if of == 1:
        return "-1"
    return str(place) if call.part == "operative" else chr(96 + place)


def _label(call: Clause, number: str) -> str:
    return number if call.part == "operative" else f"{number})"


def _texts(document: Document, item: Item) -> Iterator[tuple[Item, str, str]]:
    """The texts that an item becomes, each with which part of it it is."""
    bare = [_bare(document.clauses[i].text) for i in item.base]
    other = document.clauses[item.base[0] * 7 % len(document.clauses)].text
    words, space = _words(bare[0], document.language)
    cut = int(len(words) * (0.35 + 0.3 * item.place))
    if item.act == "merge":
        yield item, "", bare[0] + AND[document.language] + bare[1]
    elif item.act in ("split", "sub"):
        first, second = space.join(words[:cut]), space.join(words[cut:])
        yield item, "first", first + (":" if item.act == "sub" else "")
        yield item, "sub" if item.act == "sub" else "second", second
    elif item.act in ("reword", "rewrite", "change"):
        size = {"reword": 0.12, "rewrite": 0.35, "change": 0.12}[item.act] + 0.2 * item.place
        yield item, "", _reworded(bare[0], other, size, item.place, document.language)
    else:
        yield item, "", bare[0]


def _bare(text: str) -> str:
    return text.rstrip(" ;,.:；，。：،؛")


def _words(text: str, language: str) -> tuple[list[str], str]:
    return (list(text), "") if language == "zh" else (text.split(" "), " ")


def _reworded(text: str, other: str, size: float, place: float, language: str) -> str:
    words, space = _words(text, language)
    strange, _ = _words(other, language)
    many = max(1, int(len(words) * size))
    at = int(place * (len(words) - many))
    words[at : at + many] = strange[int(place * max(0, len(strange) - many)) :][:many]
    return space.join(words)


# ---------------------------------------------------------------------- truth


def truth(old: Sequence[Row], new: Sequence[Row]) -> list[Row]:
    """What the scorer wants to know of every clause of both editions."""
    places = {row["item"].base[0]: row for row in old}  # type: ignore[attr-defined]
    found: list[Row] = []
    used: set[int] = set()
    for row in new:
        item, part = row["item"], row["part"]
        assert isinstance(item, Item)
        if item.act == "insert":
            found.append(_row(None, row))
        elif part in ("second", "sub"):
            found.append({**_row(None, row), "split": True})
        else:
            found.append({**_row(places[item.base[0]], row), "split": part == "first"})
            used.update(item.base)
            for other in item.base[1:]:
                found[-1]["merged"] = True
                found.append({**_row(places[other], None), "merged": True})
    return found + [_row(places[i], None) for i in places if i not in used]


def _row(old: Row | None, new: Row | None) -> Row:
    paths = [None if row is None else str(row["path"]) for row in (old, new)]
    both = old is not None and new is not None
    same = both and old["text"] == new["text"]  # type: ignore[index]
    moved = both and old["call"] != new["call"]  # type: ignore[index]
    words = both and _bare(str(old["text"])) == _bare(str(new["text"]))  # type: ignore[index]
    tails = [path and path.partition("/")[2] for path in paths]
    return {
        "action": "NOC" if same and not moved else "MOD",
        "old": paths[0],
        "new": paths[1],
        "moved": moved,
        "renumbered": both and tails[0] != tails[1],
        "split": False,
        "merged": False,
        "editorial": words and not same and not moved,
    }


def told(comparison: Comparison) -> Mapping[str, Sequence[Row]]:
    """The comparison as the scorer reads it."""
    return {
        "changes": [
            {
                "kind": change.status.value,
                "old": [comparison.old.clauses[i].path for i in change.old],
                "new": [comparison.new.clauses[j].path for j in change.new],
                "editorial": change.nature.value == "editorial",
                **{flag: getattr(change, flag) for flag in FLAGS[2:6]},
            }
            for change in comparison.changes
        ]
    }


def scorer() -> Callable[..., Mapping[str, float | None]]:
    path = SHARED / "checks" / "changes_score.py"
    spec = importlib.util.spec_from_file_location("changes_score", path)
    if spec is None or spec.loader is None or not path.exists():
        raise SystemExit(f"{path.name} is not beside this checkout")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Callable[..., Mapping[str, float | None]] = module.score
    return found


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--rounds", type=int, default=20)
    asked = arguments.parse_args()
    score, documents = scorer(), {language: base(language) for language in LANGUAGES}
    print(f"| changed | language | {' | '.join(FLAGS)} |")
    print(f"| --- | --- |{' ---: |' * len(FLAGS)}")
    for share in SHARES:
        for language, document in documents.items():
            said = []
            for turn in range(asked.rounds):
                script = scripted(documents["en"], share, random.Random(f"{share} {turn}"))
                (old, olds), (new, news) = (written(document, side) for side in script)
                said.append(score(truth(olds, news), told(compare(old, new))))
            means = [[s[f] for s in said if s.get(f) is not None] for f in FLAGS]
            cells = [f"{statistics.mean(m):.3f}" if m else "-" for m in means]  # type: ignore[type-var]
            print(f"| {share:.0%} | {language} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
