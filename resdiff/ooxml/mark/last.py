"""The last paragraph mark of a container, or ahead of a table: it can neither come nor go."""

from __future__ import annotations

from resdiff.ooxml.mark import fixed
from resdiff.ooxml.mark.marker import Op
from resdiff.ooxml.mark.pieces import has_section
from resdiff.ooxml.mark.write import Chunk
from resdiff.ooxml.names import PPR


def settle_last(stretch: list[Chunk], last: bool) -> None:
    """Makes the stretch's last mark a kept one where it can: the last old mark and the last new
    mark become one.

    A deleted or inserted last mark of a cell, a note or a document cannot be accepted or rejected:
    nothing follows that the paragraph could join (ECMA-376-1 §17.13.5.15, 17.13.5.20). So the mark
    before it takes its place, and the last one carries both paragraphs' properties; what moved
    then lies within that paragraph, its mark apart, as Word writes it. Ahead of a table the same is
    done unless a move stands there.
    """
    if not stretch or stretch[-1].op is Op.KEEP:
        return
    final = stretch[-1]
    partner = next(
        (x for x in reversed(stretch) if x.op is Op.KEEP or x.op.old != final.op.old), None
    )
    if partner is None:
        return
    if not last and not {final.op, partner.op} <= {Op.KEEP, Op.DEL, Op.INS}:
        return
    gone = final.op.old
    old, new = (final.old, partner.new) if gone else (partner.old, final.new)
    assert old is not None
    assert new is not None
    if has_section(old) != has_section(new) or (not last and fixed.mark_is_fixed(old)):
        return
    if partner.op is Op.KEEP:
        _materialise(partner)
        partner.op = Op.DEL if gone else Op.INS
        partner.old, partner.new = (partner.old, None) if gone else (None, partner.new)
        partner.shifted = False
    else:
        _join(stretch, partner)
    final.op, final.old, final.new, final.shifted = Op.KEEP, old, new, True
    _enclose(final)


def _materialise(chunk: Chunk) -> None:
    if chunk.content is None:
        assert chunk.old is not None
        chunk.content = [x for x in chunk.old if x.tag != PPR]


def _join(stretch: list[Chunk], chunk: Chunk) -> None:
    """Gives a chunk's content to the one behind it and takes it out."""
    at = stretch.index(chunk)
    follower = stretch[at + 1]
    _enclose(chunk)
    _materialise(follower)
    assert chunk.content is not None
    assert follower.content is not None
    follower.content = [*chunk.content, *follower.content]
    follower.before = [*chunk.before, *follower.before]
    del stretch[at]


def _enclose(chunk: Chunk) -> None:
    """Ends a move within the paragraph."""
    _materialise(chunk)
    assert chunk.content is not None
    chunk.content.extend(chunk.after)
    chunk.after = []
