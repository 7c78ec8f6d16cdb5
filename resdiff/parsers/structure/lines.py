"""Lines: the pieces of paragraphs that structure is made from, each knowing where its characters
stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from resdiff.model import Anchor, Block, NoteMark
from resdiff.patterns import pattern
from resdiff.values import dataclass, replace

_LOOSE = pattern(r"[\s_\-.]+|\d+$")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, or a part of one, that becomes one clause or part of one.

    Shape:   `anchors` name the stretches of the source that `text` is, in order, all of one
             paragraph; `marks` refer to `text`; `block` is the paragraph it was cut from, with
             its form; `first` whether it begins that paragraph.
    """

    text: str
    block: Block
    anchors: tuple[Anchor, ...]
    marks: tuple[NoteMark, ...] = ()
    first: bool = True

    def cut(self, start: int, stop: int | None = None) -> Line:
        """The part of this line from `start` to `stop`."""
        stop = len(self.text) if stop is None else stop
        if start == 0 and stop == len(self.text):
            return self
        return Line(
            self.text[start:stop],
            self.block,
            tuple(_cut_anchors(self.anchors, start, stop)),
            tuple(
                replace(m, start=m.start - start, stop=m.stop - start)
                for m in self.marks
                if start <= m.start and m.stop <= stop
            ),
            self.first and start == 0,
        )

    def solid(self, start: int, stop: int) -> Line | None:
        """The part from `start` to `stop` if it is one stretch of the source; None where an
        artefact stands inside it: no label looks so."""
        part = self.cut(start, stop)
        return part if len(part.anchors) == 1 else None

    def behind(self, start: int, stop: int | None = None) -> Line:
        """The part from `start` to `stop`, without the blanks it begins with."""
        stop = len(self.text) if stop is None else stop
        while start < stop and self.text[start].isspace():
            start += 1
        return self.cut(start, stop)

    @property
    def style(self) -> str:
        """The style's name, folded so that Res_No, ResNo and "Res No" are one."""
        return folded_style(self.block.style)


@lru_cache(maxsize=256)  # a text has many lines of few styles
def folded_style(name: str) -> str:
    """A style name in lower case without blanks, underscores, hyphens, dots and trailing digits."""
    return _LOOSE.sub("", name.casefold())


def from_block(block: Block) -> Line:
    """The line that a whole block is."""
    anchors = block.stretches or ((block.anchor,) if block.text else ())
    return Line(block.text, block, anchors, block.marks)


def listed(text: str) -> bool:
    """Whether a line begins like a list's item, with a short label and a TAB: never a heading or
    head."""
    label = text[: max(text.find("\t", 0, 8), 0)].strip()
    return bool(label) and label[-1] not in ":：" and not (len(label) > 2 and label.isupper())


def in_parentheses(text: str) -> bool:
    """Whether a line is one short parenthesis: "(to Resolution 1)", "(adopted at the …
    meeting)"."""
    bare = text.strip()
    return len(bare) < 160 and bare[:1] in ("(", "（") and bare[-1:] in (")", "）")


def blank(text: str) -> bool:
    """Whether nothing is printed."""
    return not text or text.isspace()


def plain_commas(text: str) -> str:
    """The text with the commas of Chinese and Arabic as others', sign for sign: a set of three
    signs beyond Latin takes as long to compile as ten patterns without.
    """
    return text.replace("，", ",").replace("،", ",")


def joined(lines: Sequence[Line]) -> str:
    """The texts of lines as one text: LF between paragraphs, nothing between parts of one."""
    if len(lines) == 1:
        return lines[0].text
    return "".join(separator + line.text for separator, line in _separated(lines))


def joined_marks(lines: Sequence[Line]) -> tuple[NoteMark, ...]:
    """The marks of lines, at their places in the text that `joined` gives."""
    if len(lines) == 1:
        return lines[0].marks
    found: list[NoteMark] = []
    at = 0
    for separator, line in _separated(lines):
        at += len(separator)
        found += (replace(m, start=m.start + at, stop=m.stop + at) for m in line.marks)
        at += len(line.text)
    return tuple(found)


def _separated(lines: Sequence[Line]) -> Iterator[tuple[str, Line]]:
    """The lines, each with what parts it from the one before."""
    above: Anchor | None = None
    for line in lines:
        yield "" if above is None or above == line.block.anchor else "\n", line
        above = line.block.anchor


def _cut_anchors(anchors: tuple[Anchor, ...], start: int, stop: int) -> Iterable[Anchor]:
    at = 0
    for anchor in anchors:
        length = anchor.stop - anchor.start
        begin, end = max(start - at, 0), min(stop - at, length)
        if begin < end:
            yield replace(anchor, start=anchor.start + begin, stop=anchor.start + end)
        at += length


WIDEST = 130
"""Longest line of a text that was broken to fit a page or a window, in code points."""

FULL_LINES = 0.6
"""Least share of full lines, on which the next one's first word has no room, among the long ones
that no stop ends: in a text that was not broken, those are calls and titles of any length."""

_STOPS = tuple(".,;:!?…。；：，！？؛،")
_CJK = (("\u2e80", "\u9fff"), ("\uf900", "\ufaff"), ("\uff00", "\uffef"))


def unspaced(sign: str) -> bool:
    """Whether a sign is of Chinese or Japanese, which put no blank between words."""
    return any(first <= sign <= last for first, last in _CJK)


def broken_at(lines: Sequence[Line]) -> int:
    """The width, in code points, at which a typed text was broken into lines; 0 where its lines are
    paragraphs."""
    texts = [line.text.rstrip() for line in lines if line.block.anchor.part == "text"]
    width = max(map(len, texts), default=0)
    if not 0 < width <= WIDEST or len(texts) != len(lines):
        return 0
    open_ended = [
        fills(one, other, width)
        for one, other in pairwise(texts)
        if len(one) > 0.6 * width and not one.endswith(_STOPS)
    ]
    return width if sum(open_ended) >= max(FULL_LINES * len(open_ended), 2) else 0


def fills(text: str, following: str, width: int) -> bool:
    """Whether the first word of what follows has no room on a line."""
    following = following.lstrip()
    word = 0 if unspaced(following[:1]) else len(following.split(maxsplit=1)[0]) if following else 0
    return len(text.rstrip()) + 1 + word > width
