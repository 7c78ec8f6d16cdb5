"""What a format's parser gives: the paragraphs of a file, in reading order."""

from __future__ import annotations

from dataclasses import dataclass

from resdiff.model import Block, Notice


@dataclass(frozen=True, slots=True)
class Content:
    """The blocks of a file, and what went oddly while they were read."""

    blocks: tuple[Block, ...]
    notices: tuple[Notice, ...] = ()
