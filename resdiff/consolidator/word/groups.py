"""The blocks of a container, group by group: one group a block of the base."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from typing import Final

from lxml.etree import _Element

from resdiff.ooxml.names import DEL, INS, PPR, RPR, RUN, SECTPR, TBL, TR, P, w
from resdiff.values import dataclass

_INSERTED_ROW: Final = f"{w('trPr')}/{INS}"
_INSERTED_MARK: Final = f"{PPR}/{RPR}/{INS}"
_HOLDERS: Final = frozenset(map(w, ("sdt", "customXml")))
BLOCKS: Final = frozenset((P, TBL, TR, w("tc"))) | _HOLDERS


@dataclass(slots=True, eq=False)
class Group:
    """What stands where one block of the base stood.

    Shape:   `lead` wholly inserted blocks before it; `core` the base block, last, after the
             paragraphs that it was cut into; empty in the group behind the last block.
    """

    lead: list[_Element] = field(default_factory=list)
    core: list[_Element] = field(default_factory=list)


def groups(container: _Element) -> list[Group]:
    """The groups of a container, one for each base block and one behind them.

    Shape:   the same number for every marked file of one base. Range marks and a section's
             properties are in none.
    """
    found = [Group()]
    for block in container:
        if block.tag not in BLOCKS:
            continue
        group = found[-1]
        whole = _inserted(block)
        if whole and not group.core and _foreign(block):
            group.lead.append(block)
            continue
        group.core.append(block)
        if not whole:
            found.append(Group())
    return found


def section(container: _Element) -> _Element | None:
    """The section properties at the container's end."""
    return container.find(SECTPR)


def _inserted(block: _Element) -> bool:
    """Whether the block itself came: its mark, its row or all its blocks."""
    if block.tag == P:
        return block.find(_INSERTED_MARK) is not None
    if block.tag == TR:
        return block.find(_INSERTED_ROW) is not None
    if block.tag == TBL:
        rows = [*block.iterchildren(TR)]
        return bool(rows) and all(_inserted(x) for x in rows)
    inner = [*_inner(block)]
    return bool(inner) and all(_inserted(x) for x in inner)


def _inner(holder: _Element) -> Iterator[_Element]:
    content = holder.find(w("sdtContent"))
    for child in holder if content is None else content:
        if child.tag in BLOCKS:
            yield child


def _foreign(block: _Element) -> bool:
    """Whether nothing of the base stands in an inserted block."""
    if block.tag != P:
        return True
    return all(_within_insertion(x) for x in block.iter(RUN, DEL))


def _within_insertion(element: _Element) -> bool:
    return any(x.tag == INS for x in element.iterancestors())
