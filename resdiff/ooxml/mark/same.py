"""A quick look at whether two paragraphs are written alike: it may say no too often, never yes too
often.
"""

from __future__ import annotations

import re
from typing import Final

from lxml.etree import _Element

from resdiff.ooxml.mark.job import Job
from resdiff.ooxml.written import lists_named, styles_named

# Namespace declarations, the ids of savings and paragraphs, spelling marks, old page breaks and
# languages. What is an attribute is followed by a ">" before any "<"; text is not, where ">" is
# always written "&gt;".
_NOISE: Final = re.compile(
    rb' (?:xmlns:\w+|w:rsid\w*|w14:(?:para|text)Id)="[^"]*"(?=[^<>]*>)'
    rb'|(?<=<w:bookmarkStart) w:id="[^"]*"'
    rb"|<w:(?:(?:bookmarkEnd|lang|proofErr) [^>]*/>|noProof/>|lastRenderedPageBreak/>)"
)
# What means something else in another file: relationships, notes, comments, ranges, boxes.
_SPECIAL: Final = (
    b" r:",
    b"Reference",
    b"Range",
    b"txbx",
    b"w:perm",
    b":drawing",
    b":pict",
    b":object",
)


def same_xml(job: Job, old: _Element, new: _Element) -> bool:
    """Whether two paragraphs are the same letter by letter, less noise, and hold nothing that needs
    a closer look.
    """
    before, after = job.written[0].of(old), job.written[1].of(new)
    if before != after or _is_special(before):
        before, after = _NOISE.sub(b"", before), _NOISE.sub(b"", after)
        if before != after or _is_special(before):
            return False
    styles, lists = job.graft.styles, job.graft.lists
    return all(styles.mapped(x) == x for x in styles_named(before)) and all(
        lists.mapped(x) == x for x in lists_named(before)
    )


def _is_special(raw: bytes) -> bool:
    return any(map(raw.__contains__, _SPECIAL))
