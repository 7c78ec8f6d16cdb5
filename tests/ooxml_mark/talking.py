"""Word files with comments that answer one another, as Word writes them in five parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from made_word import NAMES, Word, p, run

from resdiff.ooxml import Package
from resdiff.ooxml.comments import (
    EXTENDED,
    EXTENSIBLE,
    IDS,
    PEOPLE,
    Companion,
    comments,
    entries,
    key_of,
)

WML = "application/vnd.openxmlformats-officedocument.wordprocessingml."
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


@dataclass(frozen=True)
class Said:
    """A comment. Shape: `number` its id, and its place among the ids of paragraphs; `answers` the
    number of another one.
    """

    number: int
    words: str
    answers: int | None = None
    done: bool = False
    author: str = "Ann"
    base: int = 0x10

    @property
    def key(self) -> str:
        return f"{self.base + self.number:08X}"


def at(number: int, words: str = "") -> str:
    """Words that a comment is of, and its reference."""
    return f"{begins(number)}{run(words) if words else ''}{ends(number)}"


def begins(number: int) -> str:
    return f'<w:commentRangeStart w:id="{number}"/>'


def ends(number: int) -> str:
    mention = f'<w:r><w:commentReference w:id="{number}"/></w:r>'
    return f'<w:commentRangeEnd w:id="{number}"/>{mention}'


def talking(body: Sequence[str], said: Sequence[Said], plain: bool = False) -> Package:
    """A file with these comments; `plain` leaves out the parts beside them."""
    package = Package.open(Word([*body]).save(), "made.docx")
    inner = "".join(_comment(x, "" if plain else f' w14:paraId="{x.key}"') for x in said)
    xml = f'<w:comments {NAMES} xmlns:w14="{W14}">{inner}</w:comments>'
    package.add_part("word/comments.xml", xml.encode(), f"{WML}comments+xml")
    package.add_relationship(package.main, OFFICE + "comments", "word/comments.xml")
    for companion, rows in () if plain else _beside(said):
        _add(package, companion, rows)
    return Package.open(package.save(), "made.docx")


def _comment(said: Said, own: str) -> str:
    signed = f'w:author="{said.author}" w:date="2024-01-01T00:00:00Z"'
    blocks = f"{p('first')}<w:p{own}>{run(said.words)}</w:p>"
    return f'<w:comment w:id="{said.number}" {signed}>{blocks}</w:comment>'


def _beside(said: Sequence[Said]) -> Sequence[tuple[Companion, list[dict[str, str]]]]:
    by = {x.number: x for x in said}
    threads = [
        {"paraId": x.key, "done": str(int(x.done))}
        | ({} if x.answers is None else {"paraIdParent": by[x.answers].key})
        for x in said
    ]
    durable = [f"{0x100 + x.base + x.number:08X}" for x in said]
    return (
        (EXTENDED, threads),
        (IDS, [{"paraId": x.key, "durableId": d} for x, d in zip(said, durable, strict=True)]),
        (EXTENSIBLE, [{"durableId": d, "dateUtc": "2024-01-01T00:00:00Z"} for d in durable]),
        (PEOPLE, [{"author": x} for x in dict.fromkeys(y.author for y in said)]),
    )


def _add(package: Package, companion: Companion, rows: list[dict[str, str]]) -> None:
    prefix = companion.prefix
    inner = "".join(
        f"<{prefix}:{companion.entry}"
        + "".join(f' {prefix}:{k}="{v}"' for k, v in row.items())
        + "/>"
        for row in rows
    )
    root = f"{prefix}:{companion.root}"
    xml = f'<{root} xmlns:{prefix}="{companion.namespace}">{inner}</{root}>'
    name = f"word/{companion.kind}.xml"
    package.add_part(name, xml.encode(), f"{WML}{companion.kind}+xml")
    package.add_relationship(package.main, companion.type, name)


def heard(package: Package) -> list[tuple[str, str, bool]]:
    """The comments in the order of their part: words, words of what is answered, resolved."""
    known = comments(package)
    words = {x: "".join(known[x].element.itertext()).removeprefix("first") for x in known}
    return [(words[x], words.get(known[x].answers, ""), known[x].done) for x in known]


def astray(package: Package) -> list[str]:
    """The entries beside the comments that are of no comment, or double; and comments that no text
    refers to.
    """
    keys = {x.key for x in comments(package).values()} - {""}
    durable = {x.get(IDS.name("durableId")) or "" for x in entries(package, IDS)}
    found = []
    for companion, known in ((EXTENDED, keys), (IDS, keys), (EXTENSIBLE, durable)):
        named = [key_of(x, companion) for x in entries(package, companion)]
        found += [f"{companion.kind} {x}" for x in named if x not in known or named.count(x) > 1]
    text = package.data(package.main).decode()
    for number in comments(package):
        found += [f"comment {number}"] * (text.count(f'commentReference w:id="{number}"') != 1)
        for mark in ("commentRangeStart", "commentRangeEnd"):
            found += [f"{mark} {number}"] * (text.count(f'{mark} w:id="{number}"') > 1)
    return found
