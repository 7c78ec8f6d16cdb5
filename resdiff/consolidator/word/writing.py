"""Tokens as paragraphs again, with their marks."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Final

from lxml import etree
from lxml.etree import _Element

from resdiff.consolidator.word.names import AUTHOR, key, revised
from resdiff.consolidator.word.tokens import DELETED_TEXT, NAMES, Sort, Token, Unclear
from resdiff.ooxml.names import DEL, ID, INS, PPR, RPR, RUN, SECTPR, SPACE, P, T, W, w
from resdiff.ooxml.xml import copy_of

_NSMAP: Final = {"w": W}
_BACK: Final = {new: old for old, new in NAMES.items()}
_PPR_CHANGE: Final = w("pPrChange")


def paragraphs(found: Sequence[Token]) -> list[_Element]:
    """The paragraphs that the tokens make.

    Raises:  Unclear when text stands behind the last paragraph.
    """
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
    if token.element is None:
        return []
    own = copy_of(token.element)
    return [own] if revised(own) else _wrapped([own], token)


def _wrapped(runs: list[_Element], token: Token) -> list[_Element]:
    for author, tag in ((token.gone, DEL), (token.ins, INS)):
        if author:
            mark = _revision(tag, author, token.stamp)
            mark.extend(runs)
            runs = [mark]
    return runs


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
                text = etree.SubElement(runs[-1], DELETED_TEXT if token.gone else T)
                text.set(SPACE, "preserve")
                text.text = ""
            text.text = (text.text or "") + token.letter
        else:
            text = None
            if token.element is not None:
                leaf = copy_of(token.element)
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
