"""What a format's parser gives: the paragraphs of a file, in reading order."""

from __future__ import annotations

from resdiff.model import Block, Notice
from resdiff.values import dataclass


@dataclass(frozen=True, slots=True)
class Content:
    """The blocks of a file, and what went oddly while they were read.

    Shape:   `word` the Word file that the blocks were read from, where the input was converted to
             one; else empty. `opened` as in `Source`.
    """

    blocks: tuple[Block, ...]
    notices: tuple[Notice, ...] = ()
    word: bytes = b""
    opened: object = None
