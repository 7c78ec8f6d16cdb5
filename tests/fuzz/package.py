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
import io
import random
import re
import sys
import time
import traceback
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from lxml import etree  # noqa: E402 (the checkout must be found first)

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
from resdiff.ooxml.names import W, w  # noqa: E402
from resdiff.ooxml.revisions import REVISIONS  # noqa: E402
from resdiff.ooxml.verify import verify  # noqa: E402

LIMIT = 20.0
"""Seconds of processor time. Source: ten times what the slowest file used takes, all checks."""

LARGEST = 400_000  # bytes of a file that is used: larger ones only slow the search down
TAGS = sorted(
    {str(x) for x in REVISIONS}
    | {w(x) for x in ("p", "r", "t", "tbl", "tr", "tc", "sdt", "sdtContent", "pPr", "rPr", "trPr")}
    | {
        w(x)
        for x in ("tcPr", "sectPr", "body", "fldChar", "hyperlink", "numPr", "txbxContent", "tab")
    }
    | {w(x) for x in ("bookmarkStart", "bookmarkEnd", "footnoteReference", "delText", "ind", "lvl")}
)
VALUES = (
    "",
    "-1",
    "0",
    "1",
    "99999999999999999999",
    "x",
    "1.5",
    "-32769",
    "\u0661",
    "true",
    "rId1",
    "²",
)


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


# ---------------------------------------------------------------------- mutations


def mutated(originals: list[bytes], chosen: random.Random) -> tuple[str, bytes, bytes]:
    """The mutation's name, the file it was made of, and the mutated one."""
    data = chosen.choice(originals)
    kinds = [bytes_changed, entries_changed, trees_changed, hostile]
    kind = chosen.choices(kinds, [2, 2, 6, 1])[0]
    return kind.__name__, data, kind(data, chosen)


def bytes_changed(data: bytes, chosen: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(chosen.choice([1, 1, 3, 30])):
        at = chosen.randrange(len(out) or 1)
        match chosen.randrange(5):
            case 0:
                out[at : at + 1] = bytes([chosen.randrange(256)])
            case 1:
                del out[at : at + chosen.choice([1, 4, 100, len(out)])]
            case 2:
                out[at:at] = out[at : at + chosen.choice([1, 30, 1000])]
            case 3:
                out[at : at + 4] = chosen.choice(
                    [b"\xff\xff\xff\xff", bytes(4), b"PK\1\2", b"PK\5\6"]
                )
            case 4:
                tail = out.rfind(b"PK\1\2") + chosen.randrange(46)
                out[tail : tail + 1] = bytes([chosen.randrange(256)])
    return bytes(out)


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {x: archive.read(x) for x in archive.namelist()}


def packed(entries: Mapping[str, bytes], twice: str = "") -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, data in entries.items():
                archive.writestr(name, data)
            if twice:
                archive.writestr(twice, b"<a/>")
    return out.getvalue()


def entries_changed(data: bytes, chosen: random.Random) -> bytes:
    entries = unpacked(data)
    twice = ""
    for _ in range(chosen.choice([1, 1, 2, 5])):
        name, other = chosen.choice(list(entries)), chosen.choice(list(entries))
        match chosen.randrange(8):
            case 0:
                entries.pop(name)
            case 1:
                entries[name] = entries[other]
            case 2:
                entries[name] = bytes_changed(entries[name] or b"x", chosen)
            case 3:
                new = chosen.choice(
                    ["../" + name, name.upper(), name + "x", "a/b/c.xml", "\u202e.xml"]
                )
                entries[new] = entries.pop(name)
            case 4:
                entries[name] = chosen.choice([b"", b"<a/>", b"\xff\xfe<\0a\0/\0>\0", b"\0" * 100])
            case 5:
                old, new = chosen.choice(list(REPLACED.items()))
                entries = {n: x.replace(old, new) for n, x in entries.items()}
            case 6:
                twice = name
            case 7:
                head = b'<!DOCTYPE a [<!ENTITY b "c">]>'
                entries[name] = entries[name].replace(b"?>", b"?>" + head, 1)
        if not entries:
            break
    return packed(entries, twice)


def hostile(data: bytes, chosen: random.Random) -> bytes:
    """What somebody sends on purpose: bombs, circles, relationships that lead elsewhere."""
    entries = unpacked(data)
    name = chosen.choice([x for x in entries if x.endswith((".xml", ".rels"))])
    match chosen.randrange(6):
        case 0:
            entries[name] = bytes(chosen.choice([1_000_000, 70_000_000]))
        case 1:
            deep = chosen.choice([200, 260, 100_000])
            entries[name] = b"<a>" * deep + b"</a>" * deep
        case 2:
            inner = b"<w:tbl><w:tr><w:tc>" * 90 + b"<w:p/>" + b"</w:tc></w:tr></w:tbl>" * 90
            entries[name] = entries[name].replace(b"<w:p ", inner + b"<w:p ", 1)
        case 3:
            leads = re.compile(rb'Target="([^"]*)"')
            targets = [
                b"document.xml",
                b"../../../etc/passwd",
                b"http://0.0.0.0/x",
                b"/",
                b"#",
                b"",
            ]
            for rels in (x for x in entries if x.endswith(".rels")):
                entries[rels] = leads.sub(
                    lambda x: (
                        b'Target="' + chosen.choice(targets) + b'"'
                        if chosen.random() < 0.2
                        else x[0]
                    ),
                    entries[rels],
                )
        case 4:
            ids = re.compile(
                rb'<w:(basedOn|next|link|numStyleLink|styleLink|abstractNumId) w:val="[^"]*"'
            )
            known = re.findall(rb'w:styleId="([^"]*)"', b"".join(entries.values())) or [b"x"]
            for part in entries:
                entries[part] = ids.sub(
                    lambda x: b"<w:" + x[1] + b' w:val="' + chosen.choice([*known, b"0"]) + b'"',
                    entries[part],
                )
        case 5:
            same = re.compile(rb' w:id="[^"]*"')
            entries[name] = same.sub(b' w:id="1"', entries[name])
    return packed(entries)


REPLACED = {
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main": (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    ),
    b'encoding="UTF-8"': b'encoding="latin-1"',
    b'Target="': b'Target="/',
    b"document.xml": b"styles.xml",
    b"<w:": b"<v:",
    b'w:val="': b'w:val="1',
    b"</w:p>": b"<w:p/></w:p>",
}


def trees_changed(data: bytes, chosen: random.Random) -> bytes:
    entries = unpacked(data)
    trees = [x for x in entries if x.endswith((".xml", ".rels")) and not x.startswith("docProps")]
    main = [x for x in trees if x.endswith("document.xml")]
    for _ in range(chosen.choice([1, 1, 1, 2])):
        name = chosen.choice(main or trees) if chosen.random() < 0.7 else chosen.choice(trees)
        try:
            root = etree.fromstring(entries[name])
        except etree.XMLSyntaxError:
            continue
        for _ in range(chosen.choice([1, 2, 5, 20, 100])):
            mutate_tree(root, chosen)
        entries[name] = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return packed(entries)


def mutate_tree(root: etree._Element, chosen: random.Random) -> None:
    elements = [x for x in root.iter("*") if x is not root]
    if not elements:
        return
    element, other = chosen.choice(elements), chosen.choice(elements)
    chosen.choice(CHANGES)(element, other, chosen)


def delete(element: etree._Element, other: etree._Element, chosen: random.Random) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def unwrap(element: etree._Element, other: etree._Element, chosen: random.Random) -> None:
    for child in list(element):
        element.addprevious(child)
    delete(element, other, chosen)


def double(element: etree._Element, other: etree._Element, chosen: random.Random) -> None:
    if sum(1 for _ in element.iter()) < 300:
        element.addnext(etree.fromstring(etree.tostring(element, with_tail=False)))


def move(element: etree._Element, other: etree._Element, chosen: random.Random) -> None:
    if element is not other and element not in other.iterancestors():
        other.insert(chosen.randrange(len(other) + 1), element)


def rename(element: etree._Element, other: etree._Element, chosen: random.Random) -> None:
    element.tag = chosen.choice([*TAGS, other.tag])


def revise(element: etree._Element, other: etree._Element, chosen: random.Random) -> None:
    """Wraps an element in a revision, or puts one beside it."""
    tag = chosen.choice(TAGS)
    new = element.makeelement(tag, {}, None)
    new.set(f"{{{W}}}id", str(chosen.randrange(5)))
    new.set(f"{{{W}}}author", "fuzz")
    element.addprevious(new)
    if chosen.random() < 0.6:
        new.append(element)


def vary(element: etree._Element, other: etree._Element, chosen: random.Random) -> None:
    names = [*element.attrib, *other.attrib, f"{{{W}}}val", f"{{{W}}}id"]
    element.set(chosen.choice(names), chosen.choice(VALUES))


def strip(element: etree._Element, other: etree._Element, chosen: random.Random) -> None:
    element.attrib.clear()


def say(element: etree._Element, other: etree._Element, chosen: random.Random) -> None:
    element.text = chosen.choice(["", " ", "\n", "x" * 1000, "\u0627\u0644", "<", None])


Change = Callable[[etree._Element, etree._Element, random.Random], None]
CHANGES: tuple[Change, ...] = (
    delete, unwrap, double, move, move, rename, rename, revise, revise, revise, vary, strip, say,
)  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
