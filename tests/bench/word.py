"""Seconds and peak memory of marking Word files, beside other programs in the same run.

Run:     python tests/bench/word.py [--pairs N] [--rounds N]
         needs the shared documents beside the checkout; docx-trackdiff and python-redlines take
         part when they are installed (they are no dependency).
Shape:   a table: for each program the whole process, start-up included, on a small pair (60
         paragraphs), a large one (7,500) and feature pairs; then its ratio to resdiff.
Units:   seconds (median of the rounds), megabytes (peak, of the process and its children); `exact`
         is the share of pairs whose marked file settles to both sides by resdiff's own proof.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
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
sys.path.insert(0, str(ROOT))

Pair = tuple[Path, Path]

# What one process does: compares argv[1] with argv[2] and writes argv[3]. The core alone is
# resdiff without its reading of clauses, which the others have not.
PROGRAMS = {
    "resdiff": (
        "import runpy, sys; sys.argv = ['x', 'compare', *sys.argv[1:3], '-o', sys.argv[3]];"
        "runpy.run_module('resdiff', run_name='__main__')"
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
    "kids = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss\n"
    "own = next(int(x.split()[1]) for x in open('/proc/self/status') if x.startswith('VmHWM'))\n"
    "print(max(own, kids), file=sys.stderr)"
)


@dataclass(frozen=True)
class Run:
    """One run. Units: seconds, megabytes (0 where it failed)."""

    seconds: float
    memory: float
    exact: bool


def run(program: str, pair: Pair, out: Path) -> Run:
    """The program on a pair, as a process of its own."""
    command = [sys.executable, "-c", MEASURED, PROGRAMS[program], *map(str, pair), str(out)]
    out.unlink(missing_ok=True)
    start = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - start
    last = done.stderr.strip().splitlines()[-1:] or [""]
    memory = int(last[0]) / 1024 if last[0].isdigit() else 0.0
    return Run(seconds, memory, exact(pair, out))


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


def median(runs: Sequence[Run]) -> tuple[float, float, float]:
    """Median seconds, most memory, share exact."""
    return (
        statistics.median(x.seconds for x in runs),
        max(x.memory for x in runs),
        sum(x.exact for x in runs) / len(runs),
    )


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pairs", type=int, default=55, help="how many feature pairs")
    parser.add_argument("--rounds", type=int, default=3, help="how often small and large are run")
    given = parser.parse_args()
    if not SHARED.is_dir():
        sys.exit("the shared documents are not beside this checkout")
    sets: dict[str, tuple[list[Pair], int]] = {
        "small": ([(SMALL / "base.docx", SMALL / "edited.docx")], given.rounds),
        "large": ([(LARGE / "base.docx", LARGE / "result.docx")], given.rounds),
        "features": (feature_pairs(given.pairs), 1),
    }
    there = [x for x in PROGRAMS if importlib.util.find_spec(NEEDS.get(x, "resdiff"))]
    print(
        f"{'set':9} {'program':15} {'seconds':>8} {'ratio':>6} {'MB':>6} {'ratio':>6} {'exact':>6}"
    )
    with tempfile.TemporaryDirectory() as folder:
        for name, (pairs, rounds) in sets.items():
            base: tuple[float, float, float] | None = None
            for program in there:
                runs = [
                    run(program, p, Path(folder) / "o.docx") for _ in range(rounds) for p in pairs
                ]
                seconds, memory, share = median(runs)
                base = base or (seconds, memory, share)
                ratios = seconds / base[0], memory / base[1] if base[1] else 0.0
                print(
                    f"{name:9} {program:15} {seconds:8.2f} {ratios[0]:6.2f}"
                    f" {memory:6.0f} {ratios[1]:6.2f} {share:6.0%}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
