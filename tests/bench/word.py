"""Seconds and peak memory of marking Word files, beside other programs in the same run.

Run:     python tests/bench/word.py [--pairs N] [--rounds N] [--growth]
         needs the shared documents beside the checkout; docx-trackdiff and python-redlines take
         part when they are installed (they are no dependency).
Shape:   a table: for each program the whole process, start-up included, on a small pair (60
         paragraphs), a Chinese one (50), a large one (7,500) and feature pairs; then its ratio to
         resdiff. With `--growth` instead: resdiff alone on generated texts of one, two, four and
         eight thousand clauses, as text and as Word, compared and shown; `growth` is how many times
         longer the last doubling took (2 is linear).
Units:   seconds by the clock and `cpu` of the processor, which others on the machine do not touch
         (the least of the rounds, of the process and its children); megabytes (peak, of both);
         `exact` is the share of pairs whose marked file settles to both sides by resdiff's own
         proof. All programs run from compiled bytecode, as pip installs them.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import math
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
CASES = SHARED / "data" / "word-cases"
LARGE = SHARED / "data" / "human" / "21"
SMALL = ROOT / "corpus" / "res101-en"
CHINESE = ROOT / "corpus" / "res64-zh"
sys.path.insert(0, str(ROOT))

Pair = tuple[Path, Path]

# The surroundings of a measured process: bytecode is written and read, as it is once installed.
COMPILED = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}

# What one process does: compares argv[1] with argv[2] and writes argv[3]. Commands start as their
# scripts start them. The core alone is resdiff without its reading of clauses, which the others
# have not.
VERB = "from resdiff.cli import main; main()"
PROGRAMS = {
    "resdiff": (
        f"import sys; sys.argv[1:] = ['compare', *sys.argv[1:3], '-o', sys.argv[3]]; {VERB}"
    ),
    "resdiff core": (
        "import sys; from pathlib import Path; from resdiff.ooxml import *;"
        "from resdiff.ooxml.verify import verify; from resdiff.model import View;"
        "old, new = (settle(Package.open(Path(x).read_bytes(), x), View.FINAL)"
        " for x in sys.argv[1:3]);"
        "marked = mark(old, new, {}, MarkOptions('a', '2024-01-01T00:00:00Z'));"
        "assert verify(old, new, marked).proved; Path(sys.argv[3]).write_bytes(marked.save())"
    ),
    "docx-trackdiff": ("from docx_trackdiff.compare import main; main()"),
    "docxodus": (
        "import sys; from pathlib import Path; from python_redlines import DocxodusEngine;"
        "old, new = (Path(x).read_bytes() for x in sys.argv[1:3]);"
        "made = DocxodusEngine().run_redline('a', old, new);"
        "Path(sys.argv[3]).write_bytes(made[0])"
    ),
}
NEEDS = {"docx-trackdiff": "docx_trackdiff", "docxodus": "python_redlines"}
# Runs the program above and says what it and its children took at most. VmHWM and not ru_maxrss,
# which a process inherits from the one that started it.
MEASURED = (
    "import resource, sys\n"
    "try:\n exec(sys.argv.pop(1))\n"
    "except SystemExit:\n pass\n"
    "kids = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
    "me = resource.getrusage(resource.RUSAGE_SELF)\n"
    "own = next(int(x.split()[1]) for x in open('/proc/self/status') if x.startswith('VmHWM'))\n"
    "spent = sum(x.ru_utime + x.ru_stime for x in (me, kids))\n"
    "print(spent, max(own, kids.ru_maxrss), file=sys.stderr)"
)


@dataclass(frozen=True)
class Run:
    """One run. Units: seconds, of the clock and the processor; megabytes. NaN where it failed."""

    seconds: float
    cpu: float
    memory: float
    exact: bool


def run(program: str, pair: Pair, out: Path) -> Run:
    """The program on a pair, as a process of its own."""
    out.unlink(missing_ok=True)
    start = time.perf_counter()
    cpu, memory = measured(PROGRAMS[program], [*map(str, pair), str(out)])
    return Run(time.perf_counter() - start, cpu, memory, exact(pair, out))


def measured(program: str, arguments: Sequence[str]) -> tuple[float, float]:
    """Seconds of the processor and peak megabytes of a program; not a number where it failed."""
    command = [sys.executable, "-c", MEASURED, program, *arguments]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, env=COMPILED
    )
    try:
        spent, peak = done.stderr.strip().splitlines()[-1].split()
        return float(spent), int(peak) / 1024
    except (IndexError, ValueError):
        return math.nan, math.nan


def exact(pair: Pair, out: Path) -> bool:
    """Whether the file settles to both sides."""
    from resdiff.errors import ResdiffError
    from resdiff.model import View
    from resdiff.ooxml import Package, settle
    from resdiff.ooxml.verify import verify

    if not out.exists():
        return False
    try:
        old, new = (settle(Package.open(x.read_bytes(), x.name), View.FINAL) for x in pair)
        return verify(old, new, Package.open(out.read_bytes(), out.name)).proved
    except ResdiffError:
        return False


def feature_pairs(count: int) -> list[Pair]:
    """The first pairs of single Word features, one way round."""
    with (CASES / "compare.tsv").open(encoding="utf-8") as lines:
        rows = [*csv.DictReader(lines, delimiter="\t")]
    return [(CASES / x["old"], CASES / x["new"]) for x in rows[:count]]


def summed_up(runs: Sequence[Run], rounds: int) -> tuple[float, float, float, float]:
    """Seconds, seconds of the processor (the least of the rounds; the median of several pairs),
    most memory, share exact.
    """
    pairs = len(runs) // rounds
    own = [runs[i::pairs] for i in range(pairs)]
    return (
        statistics.median(min(x.seconds for x in each) for each in own),
        statistics.median(min(x.cpu for x in each) for each in own),
        max(x.memory for x in runs),
        sum(x.exact for x in runs) / len(runs),
    )


# ---------------------------------------------------------------------- growth

SIZES = (1000, 2000, 4000, 8000)
TEXT = (
    "the of and to in for on with development sector resolution member states union director"
    " bureau conference internet protocol networks services infrastructure security confidence"
    " information communication technologies policy regulatory administrative general council"
    " working group study report implementation activities capacity standards access"
)


def clauses(count: int, edited: bool) -> list[str]:
    """The lines of a resolution of so many clauses; edited, every tenth has a word more, every
    fiftieth is gone and another stands behind the next.
    """
    lines = ["RESOLUTION 1 (Rev. Dubai, 2018)", "Growth", "The Plenipotentiary Conference,"]
    draw, fresh, vocabulary = random.Random(7), random.Random(8), TEXT.split()
    for n in range(count):
        if n % 40 == 0:
            lines.append(" ".join(["considering", *draw.choices(vocabulary, k=3)]))
        words = [*draw.choices(vocabulary, k=30), str(n)]
        if edited and n % 10 == 0:
            words.insert(7, "indeed")
        if not edited or n % 50:
            lines.append(f"{n % 40 + 1}) {' '.join(words)};")
        if edited and n % 50 == 1:
            lines.append(f"{' '.join(fresh.choices(vocabulary, k=30))} anew {n};")
    return lines


def as_files(lines: Sequence[str], stem: Path) -> None:
    """The lines as a text and as a Word file."""
    import docx

    stem.with_suffix(".txt").write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    made = docx.Document()
    for line in lines:
        made.add_paragraph(line)
    made.save(str(stem.with_suffix(".docx")))


def growth(folder: Path, rounds: int) -> None:
    """Prints how time and memory grow with length."""
    for size in SIZES:
        for edited in (False, True):
            as_files(clauses(size, edited), folder / f"{size}-{edited}")
    print(f"{'job':22}" + "".join(f"{n:>9}" for n in SIZES) + f" {'growth':>7} {'MB':>6}")
    jobs = {
        "show text": ("show", ".txt", None),
        "show Word": ("show", ".docx", None),
        "compare text, JSON": ("compare", ".txt", ".json"),
        "compare Word, Word": ("compare", ".docx", ".docx"),
    }
    for name, (verb, suffix, made) in jobs.items():
        runs = [
            [measured(VERB, grown(folder, verb, n, suffix, made)) for _ in range(rounds)]
            for n in SIZES
        ]
        seconds = [min(x for x, _ in each) for each in runs]
        most = max(peak for each in runs for _, peak in each)
        row = "".join(f"{x:9.2f}" for x in seconds)
        print(f"{name:22}{row} {seconds[-1] / seconds[-2]:7.2f} {most:6.0f}", flush=True)


def grown(folder: Path, verb: str, size: int, suffix: str, made: str | None) -> list[str]:
    """The command line of one job on generated files."""
    old, new = (str(folder / f"{size}-{edited}{suffix}") for edited in (False, True))
    return [verb, old] if made is None else [verb, old, new, "-o", str(folder / f"out{made}")]


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pairs", type=int, default=55, help="how many feature pairs")
    parser.add_argument(
        "--rounds",
        type=int,
        default=3,
        help="how often each pair is run; small ones five times as often",
    )
    parser.add_argument("--growth", action="store_true", help="how cost grows with length instead")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as kept:
        COMPILED["PYTHONPYCACHEPREFIX"] = kept
        measured(VERB, ["--version"])
        if given.growth:
            growth(Path(kept), given.rounds)
        else:
            compare_programs(given.pairs, given.rounds)


def compare_programs(pairs_wanted: int, rounds_wanted: int) -> None:
    """Prints the table of all programs that are there."""
    if not SHARED.is_dir():
        sys.exit("the shared documents are not beside this checkout")
    sets: dict[str, tuple[list[Pair], int]] = {
        "small": ([(SMALL / "base.docx", SMALL / "edited.docx")], 5 * rounds_wanted),
        "Chinese": ([(CHINESE / "base.docx", CHINESE / "edited.docx")], 5 * rounds_wanted),
        "large": ([(LARGE / "base.docx", LARGE / "result.docx")], rounds_wanted),
        "features": (feature_pairs(pairs_wanted), rounds_wanted),
    }
    heads = f"{'seconds':>8} {'cpu':>6} {'ratio':>6} {'MB':>6} {'ratio':>6} {'exact':>6}"
    print(f"{'set':9} {'program':15} {heads}")
    for name, (pairs, rounds) in sets.items():
        taken = in_turn(pairs, rounds)
        base = next(iter(taken.values()))
        for program, (seconds, cpu, memory, share) in taken.items():
            print(
                f"{name:9} {program:15} {seconds:8.3f} {cpu:6.3f} {cpu / base[1]:6.2f}"
                f" {memory:6.0f} {memory / base[2]:6.2f} {share:6.0%}",
                flush=True,
            )


def in_turn(pairs: Sequence[Pair], rounds: int) -> dict[str, tuple[float, float, float, float]]:
    """What the programs that are there take, summed up; they run in turn, so that what else the
    machine does falls on all of them.
    """
    runs: dict[str, list[Run]] = {
        x: [] for x in PROGRAMS if importlib.util.find_spec(NEEDS.get(x, "resdiff"))
    }
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "o.docx"
        for program in runs:
            run(program, pairs[0], out)  # compiles it
        for pair in [*pairs] * rounds:
            for program, own in runs.items():
                own.append(run(program, pair, out))
    return {program: summed_up(own, rounds) for program, own in runs.items()}


if __name__ == "__main__":
    main()
