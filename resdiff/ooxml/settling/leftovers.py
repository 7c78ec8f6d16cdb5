"""What settling leaves and no clean file may hold: marks of moves, halves of fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from lxml.etree import _Element

from resdiff.ooxml.names import DEL, ID, INS, MOVE_FROM, MOVE_TO, RPR, RUN, P, w
from resdiff.ooxml.revisions import Choice
from resdiff.ooxml.settling.ranges import drop, remove

_TYPE: Final = w("fldCharType")
_MOVES: Final = {"moveFromRange": (MOVE_FROM, DEL), "moveToRange": (MOVE_TO, INS)}


def settle_move_ranges(root: _Element, choice: Choice) -> bool:
    """Takes out the marks of settled moves; half a move that stays is a plain change then.

    Shape:   whether there were any.
    """
    done = _remove_pairs(root, lambda start: choice.takes(start))
    names = {
        family: {x.get(w("name")) for x in root.iter(w(family + "Start"))} for family in _MOVES
    }
    lonely = names["moveFromRange"] ^ names["moveToRange"]
    if lonely:
        _demote(root, lonely)
        done = _remove_pairs(root, lambda start: start.get(w("name")) in lonely) or done
    if next(root.iter(MOVE_FROM, MOVE_TO), None) is None:
        done = _remove_pairs(root, lambda _: True) or done
    return done


def _remove_pairs(root: _Element, leaves: Callable[[_Element], bool]) -> bool:
    done = False
    for family in _MOVES:
        starts = [x for x in root.iter(w(family + "Start")) if leaves(x)]
        ids = {x.get(ID) for x in starts}
        known = {x.get(ID) for x in root.iter(w(family + "Start"))}
        ends = list(root.iter(w(family + "End")))
        for marker in [*starts, *(x for x in ends if x.get(ID) in ids or x.get(ID) not in known)]:
            remove(marker)
            done = True
    return done


def _demote(root: _Element, names: set[str | None]) -> None:
    """Turns the moved content inside the named ranges into plain insertions and deletions."""
    for family, (moved, plain) in _MOVES.items():
        open_ids: set[str | None] = set()
        for element in list(root.iter(w(family + "Start"), w(family + "End"), moved)):
            if element.tag == moved:
                element.tag = plain if open_ids else moved
            elif element.tag == w(family + "End"):
                open_ids.discard(element.get(ID))
            elif element.get(w("name")) in names:
                open_ids.add(element.get(ID))


def restore_text(root: _Element) -> bool:
    """Turns deleted text that no deletion holds any more into text; whether there was any."""
    done = False
    for old, new in ((w("delText"), w("t")), (w("delInstrText"), w("instrText"))):
        for element in list(root.iter(old)):
            if not _is_deleted(element):
                element.tag = new
                done = True
    return done


def _is_deleted(element: _Element) -> bool:
    for ancestor in element.iterancestors():
        if ancestor.tag == DEL:
            return True
        if ancestor.tag == P:
            return False
    return False


def count_field_marks(root: _Element) -> int:
    """How many field characters a part has."""
    return sum(1 for _ in root.iter(w("fldChar")))


def mend_fields(root: _Element) -> None:
    """Takes out the marks and codes of fields of which settling left only a part."""
    for stray in list(strays(root)):
        run = stray.getparent()
        remove(stray)
        if run is not None and run.tag == RUN and all(x.tag == RPR for x in run):
            drop(run)


def strays(root: _Element) -> Iterator[_Element]:
    """The marks and codes of fields that never end, never began, or lost their mark."""
    open_fields: list[list[_Element]] = []
    for element in root.iter(w("fldChar"), w("instrText")):
        kind = element.get(_TYPE)
        if kind == "begin":
            open_fields.append([element])
        elif not open_fields:
            yield element
        elif kind == "end":
            open_fields.pop()
        else:
            open_fields[-1].append(element)
    for field in open_fields:
        yield from field
