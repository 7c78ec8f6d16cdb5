"""Marks that say more than has changed: exact, and no help to a reader; met in others' output."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final, cast

from lxml import etree
from lxml.etree import _Element

from resdiff.model import Notice
from resdiff.ooxml.names import DEL, INS, MOVE_FROM, MOVE_TO, P, T, W, w
from resdiff.ooxml.package import Package
from resdiff.ooxml.stories import paragraph_elements, story_parts

_FATES: Final = {DEL: DEL, INS: INS, MOVE_FROM: MOVE_FROM, MOVE_TO: MOVE_TO}
_DELETED: Final = w("delText")
_LONG: Final = 40
"""Letters from which on two paragraphs are hardly the same by chance. Source: what recurs in a
resolution by nature (calls, headings, cells, "of this conference;") is shorter."""

_EXCERPT: Final = 60  # letters of a paragraph that a notice quotes
_MANY: Final = 50
_TIMES: Final = 2
"""Marks of formatting from which on they are said to hide the words: so many, and so many times as
many as those of words. Source: of 147 marked feature pairs and redlines that people made one has
fifty, beside 54 of words; texts that LibreOffice saved again, with no word changed, 51 to 8,046."""

_LOOKS: Final = etree.XPath("count(//w:rPrChange | //w:pPrChange)", namespaces={"w": W})
_WORDS: Final = etree.XPath(
    "count(//w:ins | //w:del | //w:moveFrom | //w:moveTo)", namespaces={"w": W}
)


def excess(package: Package) -> tuple[Notice, ...]:
    """Notices of paragraphs struck and inserted with the same words, and of moves to nowhere."""
    return tuple(notice for part, _ in story_parts(package) for notice in _part(package.part(part)))


def prevailing_looks(package: Package) -> tuple[Notice, ...]:
    """A notice of a file in which marks of formatting hide those of words."""
    roots = [package.part(part) for part, _ in story_parts(package) if part in package.touched]
    looks, words = (sum(int(cast("float", x(r))) for r in roots) for x in (_LOOKS, _WORDS))
    if looks < max(_MANY, _TIMES * words):
        return ()
    said = f"formatting is marked in {looks} places and words in {words}"
    why = "files that another program saved often look so; --no-formatting marks words alone"
    return (Notice("formatting-prevails", f"{said}: {why}"),)


def _part(root: _Element) -> Iterator[Notice]:
    rows = [_fates(x) for x in paragraph_elements(root)]
    gone = Counter(_alone(x, DEL) for x in rows)
    come = Counter(_alone(x, INS) for x in rows)
    again = [x for x in (gone & come).elements() if len(x) >= _LONG]
    if again:
        said = "1 paragraph is" if len(again) == 1 else f"{len(again)} paragraphs are"
        yield Notice(
            "struck-and-inserted",
            f"{said} struck and inserted again with the same letters: “{_shown(again[0], rows)}…”",
        )
    nowhere = [name for name, (start, stop) in _moves(root).items() if not _kept(rows, start, stop)]
    if nowhere:
        said = "1 move leads" if len(nowhere) == 1 else f"{len(nowhere)} moves lead"
        yield Notice("moved-nowhere", f"{said} to the place where the text was already")


def _fates(paragraph: _Element) -> dict[str, str]:
    """A paragraph's text by what becomes of it: the mark's element, "" for what is kept."""
    found: dict[str, str] = {}
    for leaf in paragraph.iter(T, _DELETED):
        fate = ""
        for above in leaf.iterancestors():
            if above.tag == P:
                break
            fate = fate or _FATES.get(str(above.tag), "")
        if above is paragraph:
            found[fate] = found.get(fate, "") + (leaf.text or "")
    return found


def _alone(fates: dict[str, str], fate: str) -> str:
    """The letters of a paragraph that has no other text than of one fate, without blanks."""
    others = any(text.strip() for kind, text in fates.items() if kind != fate)
    return "" if others else "".join(fates.get(fate, "").split())


def _shown(letters: str, rows: list[dict[str, str]]) -> str:
    whole = next(x[DEL] for x in rows if _alone(x, DEL) == letters)
    return " ".join(whole.split())[:_EXCERPT].rstrip()


def _moves(root: _Element) -> dict[str, tuple[int, int]]:
    """Between which paragraphs each move leads, by its name: the first one's number comes first."""
    sides: dict[str, dict[str, int]] = {}
    number = 0
    starts = {w("moveFromRangeStart"): "from", w("moveToRangeStart"): "to"}
    numbers = {x: i for i, x in enumerate(paragraph_elements(root))}
    for element in root.iter(P, *starts):
        if element.tag == P:
            number = numbers.get(element, number)
            continue
        inside = next(element.iterancestors(P), None)
        at = number if inside is not None else number + 1
        sides.setdefault(element.get(w("name"), ""), {})[starts[str(element.tag)]] = at
    return {name: (min(x.values()), max(x.values())) for name, x in sides.items() if len(x) == 2}


def _kept(rows: list[dict[str, str]], start: int, stop: int) -> bool:
    """Whether text that stays stands between two paragraphs, or in one of them."""
    return any(fates.get("", "").strip() for fates in rows[start : stop + 1])
