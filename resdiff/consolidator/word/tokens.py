"""A paragraph's content letter by letter, each with who inserted and who deleted it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from enum import Enum
from typing import Final

from lxml import etree
from lxml.etree import _Element

from resdiff.consolidator.word.names import AUTHOR, authors, key, revised
from resdiff.ooxml.mark.pieces import RANGES
from resdiff.ooxml.names import DEL, INS, PPR, RPR, RUN, T, W, w
from resdiff.ooxml.text import written
from resdiff.ooxml.xml import copy_of, take_out
from resdiff.values import dataclass, replace

_NSMAP: Final = {"w": W}
DELETED_TEXT: Final = w("delText")
NAMES: Final = {w("delInstrText"): w("instrText")}
_DROPPED: Final = frozenset(map(w, ("proofErr", "lastRenderedPageBreak")))


class Sort(Enum):
    """What a token is: a letter, another leaf of a run, an element taken whole, a paragraph's mark,
    or a range mark that takes no room."""

    LETTER = "letter"
    LEAF = "leaf"
    WHOLE = "whole"
    MARK = "mark"
    ZERO = "zero"


class Unclear(Exception):
    """An element that is neither kept nor inserted nor deleted as a whole."""


@dataclass(frozen=True, slots=True, eq=False)
class Token:
    """One piece of a paragraph.

    Shape:   `letter` for a letter, `element` for any other; `properties` the run's, or the
             paragraph's for a mark, without the marks that `ins`, `gone` (authors, "" for none)
             stand for; `stamp` the date of the marks.
    """

    sort: Sort
    letter: str = ""
    element: _Element | None = None
    properties: _Element | None = None
    ins: str = ""
    gone: str = ""
    stamp: str = ""

    @property
    def said(self) -> tuple[Sort, str, bytes]:
        """What must be equal for two tokens of the base to be the same."""
        if self.sort in (Sort.LETTER, Sort.MARK):
            return self.sort, self.letter, b""
        if self.sort is Sort.WHOLE and self.element is not None:
            return self.sort, _letters(self.element), b""
        return self.sort, "", key(self.element)

    @property
    def all(self) -> tuple[tuple[Sort, str, bytes], bytes]:
        """What must be equal for two inserted tokens to be the same."""
        whole = key(self.element) if self.sort is Sort.WHOLE else b""
        return self.said, whole + key(self.properties)


def tokens(paragraphs: Sequence[_Element]) -> list[Token]:
    """The tokens of paragraphs, each ended by its mark.

    Raises:  Unclear for a wrapper in which only a part is marked.
    """
    return [token for paragraph in paragraphs for token in _paragraph(paragraph)]


def _paragraph(paragraph: _Element) -> Iterator[Token]:
    for child in paragraph:
        if child.tag == INS or child.tag == DEL:
            for inner in child:
                yield from _signed(_inline(inner), child)
        elif child.tag != PPR:
            yield from _inline(child)
    yield _mark(paragraph)


def _signed(found: Iterator[Token], mark: _Element) -> Iterator[Token]:
    author, stamp = mark.get(AUTHOR) or "", mark.get(w("date")) or ""
    for token in found:
        if mark.tag == INS:
            yield replace(token, ins=author, stamp=stamp)
        else:
            yield replace(token, gone=author, stamp=stamp)


def _inline(element: _Element) -> Iterator[Token]:
    if not isinstance(element.tag, str) or element.tag in _DROPPED:
        return
    if element.tag in RANGES:
        yield Token(Sort.ZERO, element=element)
    elif element.tag == RUN:
        yield from _run(element)
    else:
        yield _whole(element)


def _run(run: _Element) -> Iterator[Token]:
    properties = run.find(RPR)
    for leaf in run:
        if leaf.tag == RPR or leaf.tag in _DROPPED or not isinstance(leaf.tag, str):
            continue
        if leaf.tag == T or leaf.tag == DELETED_TEXT:
            text = written(leaf)[0] if leaf.tag == T else leaf.text or ""
            for letter in text:
                yield Token(Sort.LETTER, letter, None, properties)
        else:
            own = copy_of(leaf)
            own.tag = NAMES.get(str(leaf.tag), str(leaf.tag))
            yield Token(Sort.LEAF, "", own, properties)


def _whole(element: _Element) -> Token:
    """A wrapper (a link, a control, an equation) as one token.

    Raises:  Unclear when several authors marked it inside.
    """
    if not revised(element):
        return Token(Sort.WHOLE, element=element)
    signs = authors(element)
    runs = [*element.iter(RUN)]
    for tag in (INS, DEL):
        inside = all(any(x.tag == tag for x in r.iterancestors()) for r in runs)
        if runs and inside and len(signs) == 1:
            (author,) = signs
            ins, gone = (author, "") if tag == INS else ("", author)
            return Token(Sort.WHOLE, element=element, ins=ins, gone=gone)
    raise Unclear(_letters(element))


def _letters(element: _Element) -> str:
    return "".join(x.text or "" for x in element.iter(T, DELETED_TEXT))


def _mark(paragraph: _Element) -> Token:
    own = paragraph.find(PPR)
    properties = etree.Element(PPR, nsmap=_NSMAP) if own is None else deepcopy(own)
    signs = {INS: "", DEL: ""}
    stamp = ""
    looks = properties.find(RPR)
    for mark in [] if looks is None else [*looks.iterchildren(INS, DEL)]:
        signs[str(mark.tag)] = mark.get(AUTHOR) or ""
        stamp = mark.get(w("date")) or ""
        take_out(mark)
    if looks is not None and not len(looks):
        properties.remove(looks)
    return Token(Sort.MARK, "", paragraph, properties, signs[INS], signs[DEL], stamp)
