"""Mutates real Word files and checks that reading them never does anything but work or refuse.

    python tests/fuzz/package.py --minutes 30 [--seed 1] [--keep FOLDER] [FILES …]

Each round takes one file and mutates it: its bytes, its zip entries (also swollen, nested without
end, led elsewhere, styles and lists in circles), or the XML tree of a part (elements deleted,
doubled, moved, renamed, wrapped in revisions; attributes changed or dropped). Then it is opened,
described, settled both ways, saved, and opened again; where that works, it is marked against the
file it was made of, one way or the other, and proved. Held to:

* nothing but a `ResdiffError` comes out, and its message is one line;
* no round takes more than `LIMIT` seconds of processor time;
* a settled file has no revisions, says the same once saved and opened, and settles to itself;
* a marked file opens and settles. One that its proof refuses is counted, and is no failure.

Without files the corpus is used, and the shared documents where they are. What fails is printed
with the round's number; `--seed N --rounds 1` repeats round N, and `--keep` stores its file. Exit
status 1 when anything failed.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import traceback
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from mutations import mutated  # noqa: E402 (the checkout must be found first)

from resdiff.errors import ResdiffError  # noqa: E402
from resdiff.model import View  # noqa: E402
from resdiff.ooxml import (  # noqa: E402
    MarkOptions,
    Package,
    describe,
    has_revisions,
    marked,
    number_notes,
    settle,
    stories,
)
from resdiff.ooxml.verify import verify  # noqa: E402

LIMIT = 20.0
"""Seconds of processor time. Source: ten times what the slowest file used takes, all checks."""

LARGEST = 400_000  # bytes of a file that is used: larger ones only slow the search down


def main() -> int:
    options = arguments()
    files = [x for x in options.files or found_files() if x.stat().st_size <= LARGEST]
    originals = [x.read_bytes() for x in files]
    ends = time.monotonic() + options.minutes * 60
    tally: Counter[str] = Counter()
    number = options.seed
    while time.monotonic() < ends and number < options.seed + options.rounds:
        chosen = random.Random(number)
        name, original, data = mutated(originals, chosen)
        result, seconds = outcome(data, original, chosen.random() < 0.5)
        tally[result.partition("\n")[0]] += 1
        if result.startswith("FAILED"):
            print(f"round {number} ({name}, {seconds:.1f} s): {result}", flush=True)
            if options.keep:
                (options.keep / f"round-{number}.docx").write_bytes(data)
        number += 1
    print(f"{number - options.seed} rounds over {len(files)} files")
    for result, count in tally.most_common():
        print(f"{count:8} {result}")
    return any(x.startswith("FAILED") for x in tally)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--rounds", type=int, default=sys.maxsize)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    return parser.parse_args()


def found_files() -> list[Path]:
    folders = (ROOT / "corpus", ROOT.parent / "shared" / "data")
    return sorted(x for folder in folders if folder.is_dir() for x in folder.rglob("*.docx"))


# ---------------------------------------------------------------------- what must hold


def outcome(data: bytes, original: bytes, older: bool) -> tuple[str, float]:
    """What became of a file: "marked", the refusal's class, or "FAILED" and why; and the seconds.
    `older`: the mutated file is the old side.
    """
    start = time.process_time()
    try:
        result = examine(data, original, older)
    except ResdiffError as error:
        result = type(error).__name__
        if "\n" in str(error) or not str(error):
            result = f"FAILED: message of {result} is {str(error)!r}"
    except Exception:  # the whole point is to see what else comes out
        lines = traceback.format_exc().rstrip().splitlines()
        result = "\n".join([f"FAILED: {lines[-1]}", *lines[-7:]])
    seconds = time.process_time() - start
    return (f"FAILED: took {seconds:.0f} s" if seconds > LIMIT else result), seconds


def examine(data: bytes, original: bytes, older: bool) -> str:
    opened = Package.open(data, "mutated.docx")
    describe(opened)
    for view in View:
        settled = settle(opened, view)
        if has_revisions(settled):
            return "FAILED: revisions are left"
        saved = settled.save()
        again = Package.open(saved, "again.docx")
        if said(again) != said(settled):
            return "FAILED: says something else once saved"
        if settle(again, view).save() != saved:
            return "FAILED: settles a second time"
        describe(again)
    settle(opened, View.FINAL, authors=["nobody"])
    other = Package.open(original, "original.docx")
    sides = [settle(x, View.FINAL) for x in ((opened, other) if older else (other, opened))]
    return compared(sides[0], sides[1])


def compared(old: Package, new: Package) -> str:
    """Whether the marked file is exact; it opens and settles in any case."""
    result = marked(old, new, {}, MarkOptions("fuzz", "2024-05-01T12:00:00Z")).package
    number_notes(result)
    verdict = verify(old, new, result)
    again = Package.open(result.save(), "marked.docx")
    if any(has_revisions(settle(again, view)) for view in View):
        return "FAILED: revisions are left in the marked file"
    return "marked, exact" if verdict.proved else "marked, refused by its proof"


def said(package: Package) -> list[tuple[str, list[str]]]:
    return [(x.part, [p.text for p in x.paragraphs]) for x in stories(package)]


if __name__ == "__main__":
    sys.exit(main())
