"""The proof of a marked file: accepting everything gives the new document, rejecting everything the
old one.
"""

from __future__ import annotations

from typing import Final

from resdiff.model import Notice, View
from resdiff.ooxml.excess import excess
from resdiff.ooxml.mark import align
from resdiff.ooxml.memory import Memory
from resdiff.ooxml.package import Package
from resdiff.ooxml.reading import Line, read
from resdiff.ooxml.settle import settle
from resdiff.ooxml.soundness import Fault, faults
from resdiff.values import dataclass

_DIGEST: Final = 6  # letters: two objects of one place are told apart, and lines stay short


@dataclass(frozen=True, slots=True)
class Difference:
    """Paragraphs that should be there, and those that are there instead.

    Shape:   `view` "accept" or "reject"; `story` "body", "textboxes", "footnotes", "endnotes",
             "headers" or "comments"; `index` of the first line concerned in the expected story;
             `wanted`, `found` texts, each behind the kind of place it stands in; `ahead` the text
             of the line before that has any.
    """

    view: str
    story: str
    index: int
    wanted: tuple[str, ...]
    found: tuple[str, ...]
    ahead: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the proof of a marked file says.

    Shape:   `accept`, `reject` where text, notes, tables or objects are not those of the new and
             the old file; `formatting` paragraphs of equal text, tables, rows, cells and sections
             that look different; `structure` faults that neither input has.
    """

    accept: tuple[Difference, ...]
    reject: tuple[Difference, ...]
    formatting: tuple[Difference, ...]
    structure: tuple[Fault, ...]
    notices: tuple[Notice, ...]

    @property
    def proved(self) -> bool:
        """Whether the law holds: both ways exact, and the file sound. Looks take no part."""
        return not (self.accept or self.reject or self.structure)


def verify(old: Package, new: Package, marked: Package) -> Verdict:
    """The verdict on `marked` as the comparison of `old` and `new`, which are read in their final
    view.
    """
    memory = Memory()
    accept, looks_new = _compare("accept", new, marked, View.FINAL, memory)
    reject, looks_old = _compare("reject", old, marked, View.ORIGINAL, memory)
    unsound = _fresh(old, new, marked)
    return Verdict(accept, reject, (*looks_new, *looks_old), unsound, excess(marked))


def _compare(
    name: str, wanted: Package, marked: Package, view: View, memory: Memory
) -> tuple[tuple[Difference, ...], tuple[Difference, ...]]:
    """What differs in substance, and what in looks."""
    expected, got = (
        read(settle(wanted, View.FINAL), memory),
        read(settle(marked, view), memory),
    )
    substance: list[Difference] = []
    looks: list[Difference] = []
    for story, lines in expected.stories.items():
        found = got.stories[story]
        if [_substance(x) for x in lines] != [_substance(x) for x in found]:
            substance.extend(_differences(name, story, lines, found))
        else:
            looks.extend(
                Difference(name, story, i, (_said(x),), (_said(y),))
                for i, (x, y) in enumerate(zip(lines, found, strict=True))
                if x.looks != y.looks
            )
    return tuple(substance), tuple(looks)


def _substance(line: Line) -> tuple[str, str, tuple[str, ...]]:
    return line.place, line.text, line.things


def _differences(
    name: str, story: str, wanted: tuple[Line, ...], found: tuple[Line, ...]
) -> list[Difference]:
    pairs = align.common([_substance(x) for x in wanted], [_substance(x) for x in found])
    result = []
    o = n = 0
    for i, j in [*pairs, (len(wanted), len(found))]:
        if i > o or j > n:
            texts = tuple(_said(x) for x in wanted[o:i]), tuple(_said(x) for x in found[n:j])
            ahead = next((x.text for x in reversed(wanted[:o]) if x.text.strip()), "")
            result.append(Difference(name, story, o, *texts, ahead))
        o, n = i + 1, j + 1
    return result


def _said(line: Line) -> str:
    return f"{line.place}: {line.text}{''.join(map(_thing, line.things))}"


def _thing(key: str) -> str:
    """An object as text: what it is, and a digest that differs where it does."""
    kind, _, content = key.partition(" ")
    if kind == "code" or not content:
        return f"[{key}]"
    from hashlib import sha256  # loading it takes longer than proving a short file

    return f"[{kind} {sha256(content.encode()).hexdigest()[:_DIGEST]}]"


def _fresh(old: Package, new: Package, marked: Package) -> tuple[Fault, ...]:
    """The marked file's faults of kinds that neither input has: what came in broken may stay
    broken.
    """
    found = faults(marked)
    if not found:
        return ()
    known = {x.slug for side in (old, new) for x in faults(side)}
    return tuple(x for x in found if x.slug not in known)
