"""Mutates real texts, pages and Word files and checks that reading never refuses or loses.

    python tests/fuzz/reading.py --minutes 60 [--seed 1] [--keep FOLDER]

Each round takes a corpus text, sets it as text, CriticMarkup, web page, Markdown or Akoma Ntoso,
or takes a corpus Word file, and mutates it: lines and characters lost, doubled, swapped, cut,
joined; signs of the format strewn in. Then it is read in both views. Held to:

* a text that prints something is read, whatever stands in it; a broken Akoma Ntoso or Word file may
  be refused, with a `ResdiffError` of one line;
* every character of every block stands in exactly one clause, label or artefact;
* parents precede, paths are unique, marks lie in their text, and the same bytes are read the same;
* no round takes more than `LIMIT` seconds of processor time.

What fails is printed with its round; `--seed N --rounds 1` repeats round N, and `--keep` stores its
file. Exit status 1 when anything failed.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import traceback
from collections import Counter
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "parsers")]

from markup import as_akn, as_page  # noqa: E402 (the checkout must be found first)
from reading import check_kept, check_laws  # noqa: E402

from resdiff import parsers  # noqa: E402
from resdiff.errors import EmptyFile, NotUtf8, ResdiffError, UnknownFormat  # noqa: E402
from resdiff.model import Document, View  # noqa: E402
from resdiff.parsers import critic, text  # noqa: E402

LIMIT = 10.0
"""Seconds of processor time. Source: twenty times what the longest text used takes, both views."""

FORMATS = ("text", "critic", "page", "markdown", "akn", "docx")
MAY_REFUSE = frozenset({"akn", "docx"})
SIGNS = {
    "text": ["[", "]", "[1: ", "[footnoteRef:1]1", "____________________ 1 ", "\t", "\u00a0"],
    "critic": ["{++", "++}", "{--", "--}", "{~~", "~>", "~~}", "{==", "==}", "{>>", "<<}"],
    "page": ["<ol><li>", "</li>", "<table><tr><td>", "</table>", "<sup>1</sup>", "<del>", "</ins>",
             "<h2>", "<br><br>", "&nbsp;", "&#0;", "<!--", "-->", "<p hidden>", '<a href="#x">',
             '<a id="x" href="#y">', "<pre>", "<", ">", "<main>", "<footer>"],
    "markdown": ["# ", "* ", "**", "_", "[^1]", "\n[^1]: ", "| a | b |", "```", "---", "> ", "1. "],
    "akn": ["<p>", "</p>", "<num>1</num>", "<ins>", "</ins>", "<heading>x</heading>", "&amp;", "<"],
    "docx": [""],
}  # fmt: skip
ODD = [
    "\u200f",
    "\u2028",
    "\x85",
    "\u0301",
    "\U0001f600",
    "１",
    "\ufeff",
    "\x0b",
    "ß",
    "İ",
    "\u00ad",
]


def main() -> int:
    options = arguments()
    ends = time.monotonic() + options.minutes * 60
    tally: Counter[str] = Counter()
    number = options.seed
    while time.monotonic() < ends and number < options.seed + options.rounds:
        chosen = random.Random(number)
        format = chosen.choice(FORMATS)
        data = made(format, chosen)
        start = time.process_time()
        result = outcome(data, format)
        seconds = time.process_time() - start
        if seconds > LIMIT:
            result = f"FAILED: took {seconds:.0f} s"
        tally[f"{format}: {result.partition(chr(10))[0]}"] += 1
        if result.startswith("FAILED"):
            print(f"round {number} ({format}, {seconds:.1f} s): {result}", flush=True)
            if options.keep:
                (options.keep / f"round-{number}.{format}").write_bytes(data)
        number += 1
    print(f"{number - options.seed} rounds")
    for result, count in sorted(tally.items()):
        print(f"{count:8} {result}")
    return any("FAILED" in result for result in tally)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--rounds", type=int, default=sys.maxsize)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    return parser.parse_args()


# ---------------------------------------------------------------------- what must hold


def outcome(data: bytes, format: str) -> str:
    """ "read", the refusal's class, or "FAILED" and why."""
    try:
        for view in View:
            examine(data, view)
        parsers.has_changes(data, "fuzz")
    except ResdiffError as error:
        name = type(error).__name__
        if "\n" in str(error):
            return f"FAILED: message of {name} is {str(error)!r}"
        allowed = format in MAY_REFUSE or isinstance(error, (EmptyFile, UnknownFormat, NotUtf8))
        return name if allowed and not is_readable(data, format) else f"FAILED: refused by {name}"
    except Exception:  # the whole point is to see what else comes out
        lines = traceback.format_exc().rstrip().splitlines()
        return "\n".join([f"FAILED: {lines[-1]}", *lines[-9:]])
    return "read"


def is_readable(data: bytes, format: str) -> bool:
    """Whether the bytes are a text that prints something, and may not be refused."""
    if format in MAY_REFUSE or format == "page":
        return False
    try:
        said = text.decode(data, "fuzz")
    except ResdiffError:
        return False
    return all(critic.settle(said, view).strip() for view in View)


def examine(data: bytes, view: View) -> None:
    document = parsers.read(data, "fuzz", view)
    check_laws(document)
    check_whole(document, data, view)
    assert parsers.read(data, "fuzz", view) == document, "read otherwise a second time"


def check_whole(document: Document, data: bytes, view: View) -> None:
    """Every character of every block stands in one clause."""
    assert document.source is not None
    module = import_module(parsers.PARSERS[document.source.format])
    blocks = module.content(data, "fuzz", view).blocks
    paragraphs: dict[tuple[str, int], str] = {}
    lines: list[str] = []
    if any(block.anchor.part == "text" for block in blocks):
        said = text.decode(data, "fuzz")
        marked = document.source.format == "markdown"
        lines = text.lines(critic.settle(said, view) if marked else said)
    paragraphs |= {("text", number): line for number, line in enumerate(lines)}
    for block in blocks:
        paragraphs.setdefault((block.anchor.part, block.anchor.paragraph), block.text)
    check_kept(document, paragraphs)


# ---------------------------------------------------------------------- mutations


def made(format: str, chosen: random.Random) -> bytes:
    """The bytes of a mutated file."""
    seed = ROOT / "corpus" / chosen.choice(["res101-en", "res64-zh"])
    if format == "docx":
        name = chosen.choice(["base.docx", "marked.docx", "proposal.docx"])
        return bytes_mutated((seed / name).read_bytes(), chosen)
    name = chosen.choice(["critic.txt", "base.txt", "flattened.txt"])
    said = mutated((seed / name).read_text(encoding="utf-8"), SIGNS[format], chosen, format)
    match format:
        case "page":
            said = as_page(said) if chosen.random() < 0.5 else f"<html>{said}"
            said = mutated(said, SIGNS[format], chosen, format)
        case "markdown":
            said = f"# {said}".replace("\n", chosen.choice(["\n", "\n\n"]))
        case "akn":
            said = as_akn(said)
            if chosen.random() < 0.3:
                said = mutated(said, SIGNS[format], chosen, format)
    return said.encode("utf-8", "replace")


def mutated(said: str, signs: list[str], chosen: random.Random, format: str) -> str:
    lines = said.split("\n")
    for _ in range(chosen.choice([0, 1, 3, 10, 40])):
        at, other = chosen.randrange(len(lines)), chosen.randrange(len(lines))
        line = lines[at]
        cut = chosen.randrange(len(line) + 1)
        match chosen.randrange(8):
            case 0:
                lines[at] = line[:cut] + chosen.choice(signs) + line[cut:]
            case 1:
                lines[at], lines[other] = lines[other], lines[at]
            case 2:
                lines[at : at + 1] = [line[:cut], line[cut:]]
            case 3:
                lines[at : at + 2] = [chosen.choice([" ", "", "\t"]).join(lines[at : at + 2])]
            case 4:
                lines[at] = line[:cut] + line[cut + chosen.choice([1, 5, 100]) :]
            case 5:
                lines.insert(other, line)
            case 6:
                lines[at] = line[:cut] + chosen.choice(ODD) + line[cut:]
            case 7:
                lines[at] = chosen.choice(signs) + line + chosen.choice(signs)
    return "\n".join(lines)


def bytes_mutated(data: bytes, chosen: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(chosen.choice([0, 1, 3])):
        at = chosen.randrange(len(out))
        out[at : at + chosen.choice([1, 1, 20])] = bytes([chosen.randrange(256)])
    return bytes(out)


if __name__ == "__main__":
    sys.exit(main())
