"""How an index of many texts does: `python tests/bench/index.py [--texts N …] [--folder DIR]`.

Makes collections of N mutated instruments (from the corpus, and from the Final Acts texts and the
six-language ones where they are beside the checkout), adds each with `resdiff index add` as a
process of its own, and prints for each N: clauses, time and rate of adding and of adding again,
size of the file, latency of searches (median and 99th percentile over all kinds of query: rare
words, common ones, phrases, prefixes, Chinese pairs, Arabic words), of `cites`, and the time of
`duplicates`; how each grows with N; and which share of the adding is reading and which writing.

The largest run that was recorded had 10,000 instruments: add `--texts 10000`.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "data"
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "batch")]

import collection  # noqa: E402

from resdiff import index  # noqa: E402
from resdiff.errors import UsageError  # noqa: E402
from resdiff.index import Filter, words  # noqa: E402
from resdiff.index.reading import read  # noqa: E402
from resdiff.index.store import Connection  # noqa: E402
from resdiff.index.values import Job  # noqa: E402

EDITIONS = ("Guadalajara, 2010", "Rev. Busan, 2014", "Rev. Dubai, 2018", "Rev. Bucharest, 2022")
QUERIES = 400
Text = tuple[str, bytes]


# ---------------------------------------------------------------------- a collection


@cache
def lines() -> tuple[tuple[str, ...], ...]:
    """The texts that others are made from, as lines."""
    paths = [ROOT / "corpus" / "res101-en" / name for name in ("base.txt", "new.txt")]
    paths += sorted((SHARED / "itu-pp18").glob("*.txt"))
    return tuple(tuple(path.read_text("utf-8").splitlines()) for path in paths)


@cache
def vocabulary() -> tuple[str, ...]:
    return tuple(word for text in lines() for line in text for word in line.split())


def texts(many: int) -> Iterator[Text]:
    """Names and bytes of that many instruments: four editions of each work, five texts of six in
    English, the rest Word files in the languages there are.
    """
    chance = random.Random(11)
    seeds = [seed for seed in collection.seeds() if not seed.name.endswith("-en")]
    for at in range(many):
        number, edition = 300 + at // 4, at % 4
        if at % 24 < 20:
            source = lines()[number % len(lines())]
            text = mutated(source, number, EDITIONS[edition], random.Random(number), chance)
            yield f"{at // 500}/{at}.txt", text.encode()
        else:
            seed = seeds[number % len(seeds)]
            made = collection.edition(seed.data, number, 2010 + 4 * edition)
            yield f"{at // 500}/{at}.docx", collection.amended(made, chance)


def mutated(
    source: tuple[str, ...], number: int, edition: str, own: random.Random, chance: random.Random
) -> str:
    """The text as another work's edition: what `own` changes, all editions of the work share."""
    kind = "DECISION" if source[0].startswith("DECISION") else "RESOLUTION"
    out = [f"{kind} {number} ({edition})"]
    for line in source[1:]:
        spoken = line.split(" ")
        for _ in range(own.choice((0, 0, 1, 2, 4)) if len(spoken) > 6 else 0):
            spoken[own.randrange(2, len(spoken))] = own.choice(vocabulary())
        if len(spoken) > 6 and chance.random() < 0.25:
            spoken[chance.randrange(2, len(spoken))] = chance.choice(vocabulary())
        if len(spoken) <= 6 or chance.random() > 0.03:
            out.append(" ".join(spoken))
    return "\n".join(out) + "\n"


def written(folder: Path, many: int) -> Path:
    for name, data in texts(many):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


# ---------------------------------------------------------------------- what it costs


def added(folder: Path, place: Path) -> float:
    """Wall seconds of `resdiff index add`; prints its processor time and peak memory."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    command = [sys.executable, "-m", "resdiff", "index", "add", str(folder), "--index", str(place)]
    subprocess.run(command, cwd=ROOT, check=True, stderr=subprocess.DEVNULL)
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"    processor {processor:.0f} s, load {os.getloadavg()[0]:.1f}, largest process "
          f"{after.ru_maxrss / 1024:.0f} MiB")  # fmt: skip
    return wall


def shares(folder: Path) -> str:
    """How the time of adding divides, over a hundred files in one process."""
    from resdiff.index import store, writing

    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    chosen = random.Random(3).sample(paths, min(100, len(paths)))
    spent = {"reading": 0.0, "writing": 0.0}
    with (
        tempfile.TemporaryDirectory() as scratch,
        index.opened(Path(scratch) / "i.db", make=True) as connection,
    ):
        for path in chosen:
            start = time.process_time()
            reading = read(Job(str(path), "", path.read_bytes()))
            middle = time.process_time()
            with store.writing(connection):
                writing.put(connection, reading)
            spent["reading"] += middle - start
            spent["writing"] += time.process_time() - middle
    told = (f"{name} {1000 * total / len(chosen):.1f} ms" for name, total in spent.items())
    return ", ".join(told) + " a file"


def queries(connection: Connection) -> list[str]:
    """Queries of all kinds, made of what the index holds; of each kind as many."""
    chance = random.Random(5)
    held = [
        row[0] for row in connection.execute("SELECT text FROM wordings ORDER BY id LIMIT 20000")
    ]
    made: list[str] = ["the", "of", "ITU", "resolution", "telecom*", "决议", "电信", "القرار"]
    while len(made) < QUERIES:
        text = chance.choice(held)
        spoken = words.words(text)
        if len(spoken) < 6:
            continue
        at = chance.randrange(len(spoken) - 4)
        piece = text[spoken[at].start : spoken[at + 3].stop]
        one, two = (text[spoken[n].start : spoken[n].stop] for n in (at, at + 3))
        made += [one, f"{one} {two}", f'"{piece}"', f"{one[:4]}*", f"{one} OR {two}"]
    return made[:QUERIES]


def latency(ask: Callable[[str], object], asked: list[str]) -> str:
    """Median, 99th percentile and largest, the database warm: wall and processor time."""
    walls, processor = [], []
    for query in asked:
        wall, spent = time.perf_counter(), time.process_time()
        try:
            ask(query)
        except UsageError:
            continue
        walls.append(1000 * (time.perf_counter() - wall))
        processor.append(1000 * (time.process_time() - spent))
    return f"{_spread(walls)} (processor: {_spread(processor)})"


def _spread(spent: list[float]) -> str:
    high = statistics.quantiles(spent, n=100)[98]
    return f"median {statistics.median(spent):.1f} ms, 99th {high:.1f}, largest {max(spent):.1f}"


def measured(folder: Path, place: Path, many: int) -> dict[str, float]:
    """Everything about one collection, printed as it comes."""
    print(f"{many:,} texts", flush=True)
    wall = added(folder, place)
    print(f"  added in {wall:.0f} s, {many / wall:.1f}/s", flush=True)
    again = added(folder, place)
    print(f"  added again, all unchanged, in {again:.1f} s", flush=True)
    size = sum(path.stat().st_size for path in place.parent.glob(f"{place.name}*"))
    with index.opened(place) as connection:
        figures = index.figures(connection)
        print(f"  {figures.clauses:,} clauses, {figures.wordings:,} wordings, "
              f"{figures.citations:,} citations, {size / 1e6:.0f} MB", flush=True)  # fmt: skip
        asked = queries(connection)
        for name, wanted in (("", Filter()), (" in one language", Filter(language="en"))):
            told = latency(lambda query, w=wanted: index.search(connection, query, w), asked)
            print(f"  search{name}: {told}", flush=True)
        named = [f"PP {number}" for number in (71, 101, 133, 139, 140, 64, 102, 130)]
        works = {name: index.work(connection, name) for name in named}
        told = latency(lambda name: works[name] and index.cites(connection, works[name], Filter()),
                       named * 5)  # fmt: skip
        print(f"  cites: {told}", flush=True)
        start, worked = time.monotonic(), time.process_time()
        groups = index.duplicates(connection, Filter())
        spent, worked = time.monotonic() - start, time.process_time() - worked
        print(f"  duplicates: {groups.total:,} groups in {spent:.1f} s (processor {worked:.1f} s)",
              flush=True)  # fmt: skip
    return {"adding": wall, "size": size, "duplicates": worked, "clauses": figures.clauses}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, nargs="+", default=[250, 1_000])
    parser.add_argument("--folder", type=Path, help="keep collections and indexes here")
    given = parser.parse_args()
    scratch = given.folder or Path(tempfile.mkdtemp(prefix="resdiff-index-"))
    results: dict[int, dict[str, float]] = {}
    try:
        for many in given.texts:
            home = scratch / str(many)
            folder = home / "texts"
            if not folder.is_dir():
                written(folder, many)
            place = home / "index.db"
            place.unlink(missing_ok=True)
            results[many] = measured(folder, place, many)
        print("one process:", shares(folder))
        first, last = given.texts[0], given.texts[-1]
        for name, value in results[last].items():
            print(f"{name} grows {value / results[first][name]:.1f} times from {first} to {last}")
    finally:
        if given.folder is None:
            shutil.rmtree(scratch)


if __name__ == "__main__":
    main()
