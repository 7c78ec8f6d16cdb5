"""A paragraph's content letter by letter, each with who inserted and who deleted it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from lxml import etree
from lxml.etree import _Element

from resdiff.consolidator.weaving import woven
from resdiff.consolidator.word.names import AUTHOR, authors, joint, key, revised, sign
from resdiff.ooxml.names import DEL, ID, INS, PPR, RPR, RUN, SECTPR, SPACE, P, T, W, w
from resdiff.ooxml.text import written

_NSMAP: Final = {"w": W}
_DELETED_TEXT: Final = w("delText")
_NAMES: Final = {w("delInstrText"): w("instrText")}
_BACK: Final = {new: old for old, new in _NAMES.items()}
_DROPPED: Final = frozenset(map(w, ("proofErr", "lastRenderedPageBreak")))
_RPR_CHANGE: Final = w("rPrChange")
_PPR_CHANGE: Final = w("pPrChange")
_COMMENT: Final = w("commentRangeStart")
_ZERO: Final = frozenset(
    map(
        w,
        (
            "bookmarkStart",
            "bookmarkEnd",
            "permStart",
            "permEnd",
            "commentRangeStart",
            "commentRangeEnd",
        ),
    )
)


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
    if element.tag in _ZERO:
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
        if leaf.tag == T or leaf.tag == _DELETED_TEXT:
            text = written(leaf)[0] if leaf.tag == T else leaf.text or ""
            for letter in text:
                yield Token(Sort.LETTER, letter, None, properties)
        else:
            twin = deepcopy(leaf)
            twin.tail = None
            twin.tag = _NAMES.get(str(leaf.tag), str(leaf.tag))
            yield Token(Sort.LEAF, "", twin, properties)


def _whole(element: _Element) -> Token:
    """A wrapper (a link, a control, an equation) as one token."""
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
    return "".join(x.text or "" for x in element.iter(T, _DELETED_TEXT))


def _mark(paragraph: _Element) -> Token:
    own = paragraph.find(PPR)
    properties = etree.Element(PPR, nsmap=_NSMAP) if own is None else deepcopy(own)
    signs = {INS: "", DEL: ""}
    stamp = ""
    looks = properties.find(RPR)
    for mark in [] if looks is None else [*looks.iterchildren(INS, DEL)]:
        signs[str(mark.tag)] = mark.get(AUTHOR) or ""
        stamp = mark.get(w("date")) or ""
        mark.getparent().remove(mark)  # type: ignore[union-attr]
    if looks is not None and not len(looks):
        properties.remove(looks)
    return Token(Sort.MARK, "", paragraph, properties, signs[INS], signs[DEL], stamp)


# ---------------------------------------------------------------------- merging


@dataclass(slots=True)
class Odd:
    """What could not be carried when two sets of marks met."""

    looks: int = 0
    ranges: int = 0


def merge(first: Sequence[Token], second: Sequence[Token], odd: Odd) -> list[Token]:
    """The tokens of the base once, what each inserted in its place, and who deleted what.

    Raises:  Unclear when the two do not stand over the same base.
    """
    own, other = _cut(first), _cut(second)
    if [x[1].said for x in own[0]] != [x[1].said for x in other[0]]:
        raise Unclear("".join(x[1].letter for x in own[0]))
    found: list[Token] = []
    for (gap, base), (there, same) in zip(own[0], other[0], strict=True):
        found.extend(_gap(gap, there, odd))
        found.append(_base(base, same, odd))
    found.extend(_gap(own[1], other[1], odd))
    return found


def _cut(found: Sequence[Token]) -> tuple[list[tuple[list[Token], Token]], list[Token]]:
    """Each token of the base with what was inserted before it, and what is left behind them."""
    pairs: list[tuple[list[Token], Token]] = []
    gap: list[Token] = []
    for token in found:
        if token.ins or token.sort is Sort.ZERO:
            gap.append(token)
        else:
            pairs.append((gap, token))
            gap = []
    return pairs, gap


def _gap(first: Sequence[Token], second: Sequence[Token], odd: Odd) -> list[Token]:
    """What both inserted at one point: the same once with both names, else one after the other."""
    odd.ranges += sum(1 for x in second if x.element is not None and x.element.tag == _COMMENT)
    others = [x for x in second if x.sort is not Sort.ZERO]
    found = woven(
        _pieces(first),
        _pieces(others),
        lambda piece: tuple(x.all for x in piece),
        lambda own, same: [_joined(x, y) for x, y in zip(own, same, strict=True)],
    )
    return [token for piece in found for token in piece]


def _pieces(found: Sequence[Token]) -> list[list[Token]]:
    """What one author inserted in one go, cut behind paragraph marks; range marks stand alone."""
    pieces: list[list[Token]] = []
    for token in found:
        last = pieces[-1][-1] if pieces else None
        if (
            last is not None
            and last.ins == token.ins
            and Sort.ZERO not in (last.sort, token.sort)
            and last.sort is not Sort.MARK
        ):
            pieces[-1].append(token)
        else:
            pieces.append([token])
    return pieces


def _joined(own: Token, same: Token) -> Token:
    if own.sort is Sort.WHOLE and own.element is not None and same.ins:
        sign(own.element, same.ins)
    return replace(own, ins=joint(own.ins, same.ins))


def _base(own: Token, other: Token, odd: Odd) -> Token:
    """A token of the base as both have it: deleted by whom, looking as the one that changed it."""
    gone = joint(own.gone, other.gone) if own.gone and other.gone else own.gone or other.gone
    stamp = own.stamp if own.gone else other.stamp
    if own.sort is Sort.WHOLE:
        return _base_whole(own, other, gone, stamp)
    properties = own.properties
    if _changed(other.properties):
        if not _changed(own.properties):
            properties = other.properties
        elif key(own.properties) == key(other.properties):
            properties = _both(own.properties, other.properties)
        else:
            odd.looks += 1
    return replace(own, properties=properties, gone=gone, stamp=stamp)


def _base_whole(own: Token, other: Token, gone: str, stamp: str) -> Token:
    if own.gone and other.gone and own.element is not None:
        sign(own.element, other.gone)
    taken = own if own.gone or not other.gone else other
    return replace(own, element=taken.element, gone=gone, stamp=stamp)


def _changed(properties: _Element | None) -> bool:
    return properties is not None and (
        next(properties.iter(_RPR_CHANGE, _PPR_CHANGE, w("sectPrChange")), None) is not None
    )


def _both(own: _Element | None, other: _Element | None) -> _Element | None:
    if own is None or other is None:
        return own
    twin = deepcopy(own)
    for author in authors(other):
        sign(twin, author)
    return twin


# ---------------------------------------------------------------------- writing


def paragraphs(found: Sequence[Token]) -> list[_Element]:
    """The paragraphs that the tokens make."""
    made: list[_Element] = []
    content: list[_Element] = []
    start = 0
    for at, token in enumerate([*found, None]):
        before = found[at - 1] if at > start else None
        if token is None or (before is not None and _fate(before) != _fate(token)):
            content.extend(_stretch(found[start:at]))
            start = at
        if token is not None and token.sort is Sort.MARK:
            made.append(_closed(token, content))
            content = []
            start = at + 1
    if content:
        raise Unclear("text behind the last paragraph")
    return made


def _fate(token: Token) -> tuple[object, ...]:
    run = token.sort in (Sort.LETTER, Sort.LEAF)
    return token.ins, token.gone, token.stamp, run, token.sort is Sort.MARK


def _stretch(found: Sequence[Token]) -> list[_Element]:
    """The elements of tokens of one fate."""
    if not found:
        return []
    if found[0].sort in (Sort.WHOLE, Sort.ZERO):
        return [x for t in found for x in _wholes(t)]
    return _wrapped(_runs(found), found[0])


def _wholes(token: Token) -> list[_Element]:
    """An element taken whole: marked around, where it carries no marks inside."""
    twin = _twin(token.element)
    if twin is None:
        return []
    return [twin] if revised(twin) else _wrapped([twin], token)


def _wrapped(runs: list[_Element], token: Token) -> list[_Element]:
    for author, tag in ((token.gone, DEL), (token.ins, INS)):
        if author:
            mark = _revision(tag, author, token.stamp)
            mark.extend(runs)
            runs = [mark]
    return runs


def _twin(element: _Element | None) -> _Element | None:
    twin = deepcopy(element)
    if twin is not None:
        twin.tail = None
    return twin


def _runs(found: Sequence[Token]) -> list[_Element]:
    runs: list[_Element] = []
    looks: bytes | None = None
    text: _Element | None = None
    for token in found:
        now = key(token.properties)
        if not runs or now != looks:
            runs.append(etree.Element(RUN, nsmap=_NSMAP))
            if token.properties is not None:
                runs[-1].append(deepcopy(token.properties))
            looks, text = now, None
        if token.sort is Sort.LETTER:
            if text is None:
                text = etree.SubElement(runs[-1], _DELETED_TEXT if token.gone else T)
                text.set(SPACE, "preserve")
                text.text = ""
            text.text = (text.text or "") + token.letter
        else:
            text = None
            leaf = _twin(token.element)
            if leaf is not None:
                leaf.tag = _BACK.get(str(leaf.tag), str(leaf.tag)) if token.gone else leaf.tag
                runs[-1].append(leaf)
    return runs


def _revision(tag: str, author: str, stamp: str) -> _Element:
    mark = etree.Element(tag, nsmap=_NSMAP)
    mark.set(ID, "0")  # numbered when the whole file is done
    mark.set(AUTHOR, author)
    if stamp:
        mark.set(w("date"), stamp)
    return mark


def _closed(mark: Token, content: Sequence[_Element]) -> _Element:
    made = etree.Element(P, nsmap=_NSMAP)
    properties = deepcopy(mark.properties)
    if properties is None:
        properties = etree.Element(PPR, nsmap=_NSMAP)
    for author, tag in ((mark.gone, DEL), (mark.ins, INS)):
        if author:
            _looks(properties).insert(0, _revision(tag, author, mark.stamp))
    if len(properties):
        made.append(properties)
    made.extend(content)
    return made


def _looks(properties: _Element) -> _Element:
    """The mark's own properties, made where the schema wants them (ECMA-376-1 §17.3.1.26)."""
    found = properties.find(RPR)
    if found is None:
        found = etree.Element(RPR, nsmap=_NSMAP)
        behind = (properties.find(SECTPR), properties.find(_PPR_CHANGE))
        after = next((x for x in behind if x is not None), None)
        if after is None:
            properties.append(found)
        else:
            after.addprevious(found)
    return found
