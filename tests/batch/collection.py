"""Collections made by mutation: new numbers, later editions, changed clauses, broken files."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lxml import etree

ROOT = Path(__file__).resolve().parents[2]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BODY = "word/document.xml"
SEEDS = ("corpus/res101-en", "corpus/res64-zh")
SIX = "../shared/data/six"
OLD_YEAR, NEW_YEAR = 2018, 2022
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class Seed:
    """A Word file to make others from."""

    name: str
    data: bytes


@cache
def seeds() -> tuple[Seed, ...]:
    """The corpus, and the six languages where they are beside the checkout."""
    folders = [ROOT / name for name in SEEDS]
    folders += sorted(path for path in (ROOT / SIX).glob("A-*") if path.is_dir())
    return tuple(Seed(f.name, (f / "base.docx").read_bytes()) for f in folders)


def make(folder: Path, pairs: int, broken: int = 0, seed: int = 7) -> tuple[Path, Path]:
    """Writes `pairs` pairs below folder/old and folder/new and breaks some of the files.

    Shape:   file names say nothing of what is in them, and differ from side to side; one pair in
             20 is unchanged; every broken file is one of a pair.
    """
    chance = random.Random(seed)
    old, new = folder / "old", folder / "new"
    old.mkdir(parents=True)
    new.mkdir()
    names = chance.sample(range(10 * pairs), 2 * pairs)
    ruined = set(chance.sample(range(pairs), broken))
    for at in range(pairs):
        source = seeds()[at % len(seeds())]
        number = (200 if source.name.startswith("A-") else 600) + at // len(seeds())
        first = edition(source.data, number, OLD_YEAR)
        second = edition(first, number, OLD_YEAR if at % 20 == 0 else NEW_YEAR)
        if at % 20:
            second = amended(second, chance)
        if at in ruined:
            second = ruin(second, chance)
        (old / f"{names[2 * at]:06}.docx").write_bytes(first)
        (new / f"{names[2 * at + 1]:06}.docx").write_bytes(second)
    return old, new


def edition(data: bytes, number: int, year: int) -> bytes:
    """The resolution under another number and year: its number line says so."""
    tree, rest = _opened(data)
    line = next(p for p in tree.iter(f"{W}p") if DIGITS.search(_text(p)))
    text = YEAR.sub(str(year), _text(line))
    shown = DIGITS.search(text.replace(str(year), "####"))
    assert shown is not None
    _set(line, text[: shown.start()] + str(number) + text[shown.end() :])
    return _saved(tree, rest)


def amended(data: bytes, chance: random.Random) -> bytes:
    """Some clauses reworded, one gone, one said twice in other words."""
    tree, rest = _opened(data)
    body = [p for p in tree.iter(f"{W}p") if len(_text(p)) > 24 and p.getnext() is not None][3:]
    for line in chance.sample(body, min(len(body), chance.randint(1, 6))):
        _set(line, _reworded(_text(line), chance))
    gone = chance.choice(body)
    gone.getparent().remove(gone)
    return _saved(tree, rest)


def ruin(data: bytes, chance: random.Random) -> bytes:
    """What reaches an archive sometimes: cut off, empty, another format, damaged XML."""
    kind = chance.randrange(4)
    if kind == 0:
        return data[: len(data) // 2]
    if kind == 1:
        return b""
    if kind == 2:
        return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    tree, rest = _opened(data)
    return _saved(tree, rest, cut=400)


def _reworded(text: str, chance: random.Random) -> str:
    """Words (or, in Chinese, characters) left out, doubled or exchanged."""
    parts: Sequence[str] = text.split(" ") if text.count(" ") > 5 else list(text)
    cut = chance.randrange(1, max(2, len(parts) - 4))
    length = chance.randint(1, 3)
    glue = " " if text.count(" ") > 5 else ""
    if chance.random() < 0.5:
        return glue.join([*parts[:cut], *parts[cut + length :]])
    return glue.join([*parts[: cut + length], *parts[:length], *parts[cut + length :]])


def _opened(data: bytes) -> tuple[etree._Element, list[tuple[str, bytes]]]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [(name, package.read(name)) for name in package.namelist()]
    tree = etree.fromstring(next(part for name, part in parts if name == BODY))
    return tree, parts


def _saved(tree: etree._Element, parts: Sequence[tuple[str, bytes]], cut: int = 0) -> bytes:
    body = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts:
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            shown = (body[:-cut] if cut else body) if name == BODY else part
            package.writestr(entry, shown, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _runs(line: etree._Element) -> Iterator[etree._Element]:
    yield from line.iter(f"{W}t")


def _text(line: etree._Element) -> str:
    return "".join(run.text or "" for run in _runs(line))


def _set(line: etree._Element, text: str) -> None:
    """Puts the text into the paragraph's runs, the first words as before where they are."""
    runs = list(_runs(line))
    for run in runs:
        own = run.text or ""
        kept = text.startswith(own) and run is not runs[-1]
        run.text, text = (own, text[len(own) :]) if kept else (text, "")
        run.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
