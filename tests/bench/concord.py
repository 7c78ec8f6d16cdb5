"""How many faults `concord` finds in one text in six languages, and what it says of none.

    python tests/bench/concord.py [FOLDER] [--every N] [--show]

Measures, for a folder with `LANG.txt` (marks as CriticMarkup, a paragraph a line): every
fault of every kind below is put into every language at every place that has one, alone; the six are
then held together, as proposals and as editions. For each kind: how many there were, how many were
found in the language and the clause they were put in, and how many findings were about anything
else. Then the false alarms: findings about the texts as they are, all six and every two of them.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "concord"))

from faults import Fault, faults, paths
from languages_together import LANGUAGES, final

from resdiff import api
from resdiff.concord import Concord, Voice, concorded
from resdiff.model import View

SIX = Path(__file__).resolve().parents[1] / "concord" / "six"


@dataclass(slots=True)
class Score:
    """What became of the faults of one kind."""

    put: int = 0
    found: int = 0
    placed: int = 0
    extra: int = 0
    missed: list[str] = field(default_factory=list)


def voice(language: str, text: str, tracked: bool) -> Voice:
    """A text as a proposal, or as an edition."""
    data, name = text.encode(), f"{language}.txt"
    new = api.read(data, name)
    if not tracked:
        return Voice(language, name, language, new, None)
    return Voice(
        language, name, language, new, api.compare(api.read(data, name, View.ORIGINAL), new)
    )


def _score(texts: dict[str, str], tracked: bool, every: int, show: bool) -> None:
    voices = [voice(language, text, tracked) for language, text in texts.items()]
    intact = concorded(voices)
    scores: dict[str, Score] = {}
    count = 0
    for number, (language, text) in enumerate(texts.items()):
        for fault in faults(text, language):
            if fault.text == text:
                continue
            count += 1
            if count % every:
                continue
            one = scores.setdefault(fault.kind, Score())
            others = [*voices[:number], voice(language, fault.text, tracked), *voices[number + 1 :]]
            _count(one, concorded(others), language, paths(intact, number, fault.line), fault)
    print(f"{'kind':<30}{'put':>6}{'found':>7}{'placed':>8}{'extra':>7}")
    for kind, one in sorted(scores.items()):
        print(f"{kind:<30}{one.put:>6}{one.found:>7}{one.placed:>8}{one.extra:>7}")
        for said in one.missed if show else ():
            print("    ", said)


def _count(one: Score, concord: Concord, language: str, paths: set[str], fault: Fault) -> None:
    one.put += 1
    own = [f for f in concord.findings if f.voices == (language,)]
    right = [f for f in own if paths & {concord.rows[r].path for r in f.rows}]
    one.found += bool(own)
    one.placed += bool(right)
    one.extra += len(concord.findings) - len(right)
    if not right or len(concord.findings) > len(right):
        ids = [f.id for f in concord.findings]
        one.missed.append(f"{'' if right else 'MISSED '}{language} {fault.line[:60]!r} {ids}")


def main() -> int:
    """Prints the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path, default=SIX)
    parser.add_argument("--every", type=int, default=1, help="only every N-th fault")
    parser.add_argument("--show", action="store_true", help="what was missed or said beside it")
    options = parser.parse_args()
    marked = {
        lang: (options.folder / f"{lang}.txt").read_text(encoding="utf-8") for lang in LANGUAGES
    }
    for name, tracked in (("proposals", True), ("editions", False)):
        texts = marked if tracked else {lang: final(text) for lang, text in marked.items()}
        start = time.perf_counter()
        print(f"\n{name}")
        voices = [voice(lang, text, tracked) for lang, text in texts.items()]
        print(f"false alarms, all six: {len(concorded(voices).findings)}")
        pairs = [(a, b) for a in voices for b in voices if a.name < b.name]
        alarms = sum(len(concorded(pair).findings) for pair in pairs)
        print(f"false alarms, every two ({len(pairs)}): {alarms}")
        _score(texts, tracked, options.every, options.show)
        print(f"{time.perf_counter() - start:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
