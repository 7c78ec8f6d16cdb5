"""Heads: the number line, title, history line and adopting sentence that an instrument begins
with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from resdiff.language import adopting, calls, history, labels, matter, numberline
from resdiff.language.adopting import ELSEWHERE, Adopting
from resdiff.language.matter import MatterKind
from resdiff.language.numberline import NumberLine
from resdiff.model import Edition
from resdiff.parsers.structure.lines import Line, blank, in_parentheses, listed, plain_commas
from resdiff.patterns import pattern
from resdiff.values import dataclass

REACH = 12
"""Most lines from a number line to its adopting sentence. Source: the longest head seen has 7."""

LONGEST = 300
"""Longest number line in code points; real ones stay below 120."""

NUMBER_STYLES = ("resno", "decno", "recno", "opno", "opinionno")
TITLE_STYLES = ("restitle", "restitel", "dectitle", "rectitle", "optitle", "opiniontitle")
HISTORY_STYLES = ("resref", "decref", "recref", "resdate")
_STOPS = (";", ",", ".", ":", "；", "，", "。", "：", "؛", "،")
_COMMA = pattern(r",\s*(?=\S)")
_DIGIT = pattern(r"[\d\[［]")
_EDITION = pattern(r"[(（][^()（）]*\d{4}[^()（）]*[)）]?\s*$")
_CAPITAL_NUMBER = pattern(
    r"\s*([^\W\d_a-z]{5,}(?:(?![（）])[^()a-z]){2,30}\([^()]{4,40}\))[\s\u00a0]+(?=[^\W\d_a-z])"
)
_FORMAL_NUMBER = pattern(
    r"^[^.;,:]{2,60}?(?<!\d)(\d{1,4})(?:(?!\d)[^;]{0,40}?(?<!\d)((?:19|20)\d\d)\D{0,8})?$"
)
# "74/197.", "A/RES/74/197", "WHA62.14", "2006/46", "39 C/Resolution 55": outside the ITU.
_ELSEWHERE_NUMBER = pattern(
    r"((?:[A-Z]{1,4}/)*(?:[A-Z]{2,3})?\d{1,4} ?[./] ?\d{1,4}(?: [A-Z])?"
    r"|\d{1,3} C/[^\W\d_]+ \d{1,3})(?:[.:]?(?= )|[.:]?$)"
)
# What a number has in one language or place only: "A/RES/", blanks, the word for a resolution.
_SYMBOL = pattern(r"^(?:[A-Z]{1,4}/)+")
_NEUTRAL = pattern(r" ?/ ?(?:[^\W\d_]+ )?")
_MARK = pattern(r"(?<=[)）])[\s\u00a0]*(?:\d{1,2}|\*{1,3})(?:[\s,]*(?:bis|ter|\d{1,2}))*\s*$")


@dataclass(slots=True)
class Head:
    """Where an instrument's head stands, and what it says.

    Shape:   line indices, half open: number lines are [start, title), then title, history and
             adopting lines; `body` the first line below the head; `rest` where on the adopting
             line other text begins.
    """

    start: int
    number: list[int]
    title: list[int] = field(default_factory=list)
    history: list[int] = field(default_factory=list)
    adopting: list[int] = field(default_factory=list)
    body: int = 0
    rest: int = 0
    read: NumberLine | None = None
    adopted: Adopting | None = None
    editions: tuple[Edition, ...] = ()
    certainty: float = 1.0
    reason: str = ""


def part_numbers(lines: Sequence[Line]) -> list[Line]:
    """The lines, a number line in capitals parted from the title that stands behind it, and both
    parted where only line breaks, no paragraphs, keep them apart."""
    found: list[Line] = []
    for line in (piece for whole in lines for piece in _at_breaks(whole)):
        number = _CAPITAL_NUMBER.match(line.text) if len(line.text) < LONGEST else None
        if number is not None and not number[1].partition("(")[0].isupper():
            number = None  # Russian and Arabic letters are none of a-z, whatever their case
        if number is None or numberline.read(" ".join(number[1].split())) is None:
            found.append(line)
        else:
            found += (line.cut(0, number.end()), line.cut(number.end()))
    return found


def _at_breaks(line: Line) -> list[Line]:
    """A paragraph cut at those of its line breaks that stand before items, or between a number line
    and its title: elsewhere these are paragraphs."""
    if "\n" not in line.text:
        return [line]
    first, *others = line.text.split("\n")
    starts, at = [0], len(first) + 1
    head = len(first) < LONGEST and numberline.read(" ".join(first.split())) is not None
    if head and not in_parentheses(others[0]):
        starts.append(at)
    for piece in others:
        if listed(piece) and at not in starts:
            starts.append(at)
        at += len(piece) + 1
    stops = [start - 1 for start in starts[1:]] + [len(line.text)]
    pieces = [line.cut(a, b) for a, b in zip(starts, stops, strict=True)]
    return [piece for piece in pieces if not blank(piece.text)]


def find_heads(lines: Sequence[Line], language: str) -> list[Head]:
    """The heads of all instruments, in order; none when the text is no resolution."""
    numbers = [i for i, line in enumerate(lines) if _may_be_number(line)]
    known = [i for i in numbers if lines[i].style.startswith(NUMBER_STYLES) or _is_number(lines, i)]
    known = [i for n, i in enumerate(known) if n == 0 or not _goes_with(lines, known[n - 1], i)]
    heads = []
    for n, i in enumerate(known):
        stop = known[n + 1] if n + 1 < len(known) else len(lines)
        head = _read_head(lines, i, stop, language)
        if head is not None:
            heads.append(head)
    return heads or _unnumbered(lines, language)


def _is_number(lines: Sequence[Line], i: int) -> bool:
    """Whether a line is a number line, alone or with the session of the Council on the next one."""
    text = _bare(lines[i])
    if numberline.read(text) is not None:
        return True
    parted = i + 1 < len(lines) and in_parentheses(lines[i + 1].text)
    return parted and numberline.read(f"{text} {_bare(lines[i + 1])}") is not None


def _may_be_number(line: Line) -> bool:
    if line.style.startswith(NUMBER_STYLES):
        return True
    text = line.text
    if len(text) >= LONGEST or text.rstrip()[-1:] in _STOPS or listed(text):
        return False
    return _DIGIT.search(text) is not None


def _goes_with(lines: Sequence[Line], before: int, i: int) -> bool:
    """Whether a styled number line is the second line of the one above it."""
    return (
        i == before + 1
        and lines[i].style.startswith(NUMBER_STYLES)
        and (
            numberline.read(_bare(lines[i])) is None
            or numberline.read(_bare(lines[before])) is None
        )
    )


def _bare(line: Line) -> str:
    return " ".join(line.text.split())


def _read_head(lines: Sequence[Line], i: int, stop: int, language: str) -> Head | None:
    head = Head(i, [i])
    head.read = numberline.read(_bare(lines[i]))
    if i + 1 < stop:
        both = numberline.read(f"{_bare(lines[i])} {_bare(lines[i + 1])}")
        if both is not None and (head.read is None or (both.year and not head.read.year)):
            head.number, head.read = [i, i + 1], both
    spoken = head.read.language if head.read is not None else language
    _read_below(lines, head, min(stop, head.number[-1] + 1 + REACH), spoken)
    return head if _is_instrument(lines, head, spoken) else None


def _read_below(lines: Sequence[Line], head: Head, stop: int, language: str) -> None:
    """Reads title, history and adopting sentence below the number line; leaves `body` where they
    end."""
    begin = head.number[-1] + 1
    end = _find_adopting(lines, begin, stop, head)
    if end is None:
        end = next((j for j in range(begin, stop) if _is_call(lines, j, language)), None)
        if end is None:
            end = _end_of_styles(lines, begin, stop)
        head.body = end
    j = begin
    while j < end:
        count = _history_at(lines, j, end, head)
        if count:
            head.history += range(j, j + count)
        else:
            head.title.append(j)
        j += max(count, 1)


def _find_adopting(lines: Sequence[Line], begin: int, stop: int, head: Head) -> int | None:
    for j in range(begin, stop):
        found = _adopted(lines[j].text, head)
        if found is not None:
            head.adopted, head.adopting, head.body = found, [j], j + 1
            return j
        broken = j + 1 < stop and not lines[j].text.rstrip().endswith(_STOPS)
        broken = broken and adopting.read(_bare(lines[j + 1])) is None
        found = adopting.read(f"{_bare(lines[j])} {_bare(lines[j + 1])}") if broken else None
        if found is not None:
            head.adopted, head.adopting, head.body = found, [j, j + 1], j + 2
            return j
    return None


def _adopted(text: str, head: Head) -> Adopting | None:
    """The adopting sentence that a line is, or that stands on it before the first call."""
    found = adopting.read(text.strip())
    if found is not None:
        return found
    for comma in list(_COMMA.finditer(plain_commas(text)))[:4]:
        found = adopting.read(text[: comma.start() + 1].strip())
        if found is not None and calls.read(text[comma.end() :], found.language) is not None:
            head.rest = comma.end()
            return found
    return None


def _end_of_styles(lines: Sequence[Line], begin: int, stop: int) -> int:
    """Where a head without adopting sentence and calls ends: after its styled lines, or after one
    title line."""
    end = begin
    while end < stop and lines[end].style.startswith((*TITLE_STYLES, *HISTORY_STYLES)):
        end += 1
    if end == begin and begin < stop and matter.read(lines[begin].text.strip()) is None:
        end += 1
    return end


def _history_at(lines: Sequence[Line], j: int, end: int, head: Head) -> int:
    """How many lines from `j` are the history line: 0, 1 or 2."""
    text = _bare(lines[j])
    opened, closed = text.startswith(("(", "（")), text.endswith((")", "）"))
    if opened and not closed:
        text = _MARK.sub("", text)
    found = history.read(text) if opened else None
    if found is not None:
        head.editions = (*head.editions, *found)
        return 1
    if j + 1 < end and opened:
        found = history.read(f"{text} {_bare(lines[j + 1])}")
        if found is not None:
            head.editions = (*head.editions, *found)
            return 2
    return int(lines[j].style.startswith(HISTORY_STYLES) or in_parentheses(lines[j].text))


def _is_call(lines: Sequence[Line], j: int, language: str) -> bool:
    line = lines[j]
    if line.style.startswith("call"):
        return True
    if line.style.startswith((*TITLE_STYLES, *HISTORY_STYLES)):
        return False
    if len(line.text) >= LONGEST or j + 1 >= len(lines):
        return False
    if labels.read(lines[j + 1].text, language) is None:
        return False
    found = calls.read(line.text.strip(), language or None)
    return found is not None and found.whole_line and found.certainty >= 0.7


def _is_instrument(lines: Sequence[Line], head: Head, language: str) -> bool:
    """Whether what a number line begins is a text, not a mention: something of the anatomy must
    follow, or precede."""
    if head.adopted is not None:
        head.reason = "number line and adopting sentence"
        return True
    if any(lines[i].style.startswith(NUMBER_STYLES) for i in head.number):
        head.reason, head.certainty = "style of a number line", 0.9
        return True
    if head.body < len(lines) and _is_call(lines, head.body, language):
        head.reason, head.certainty = "number line and calls", 0.9
        return True
    above = matter.read(lines[head.start - 1].text.strip()) if head.start else None
    if above is not None and above.kind in {MatterKind.PROPOSAL, MatterKind.DRAFT}:
        head.reason, head.certainty = "number line under a proposal line", 0.9
        return True
    return False


def _unnumbered(lines: Sequence[Line], language: str) -> list[Head]:
    """The head of a text whose number line cannot be read: known by its adopting sentence or its
    calls."""
    first = _first_sign(lines, language)
    if first is None:
        return []
    begin, adopted = first
    if adopted is None and begin and _closes_head(lines[begin - 1]):
        begin -= 1
    top = max(0, begin - REACH)
    above = range(begin - 1, top - 1, -1)
    elsewhere = adopted is not None and adopted.body in ELSEWHERE
    number = next((j for j in above if _loosely_number(lines[j])), None)
    if number is None and elsewhere:
        number = next((j for j in above if _ELSEWHERE_NUMBER.match(_bare(lines[j]))), None)
    elif number is None and not language:
        number = next((j for j in reversed(above) if _FORMAL_NUMBER.search(lines[j].text)), None)
    start = number if number is not None else begin
    head = Head(start, [] if number is None else [number], certainty=0.6)
    head.reason = "calls without a number line that can be read"
    if elsewhere:
        head.reason = "the adopting sentence of a body outside the ITU"
    if number is not None:
        bare = _bare(lines[number])
        head.read = numberline.read(_EDITION.sub("", bare).strip()) or _formal_number(bare)
        head.title = list(range(number + 1, begin))
    head.adopted = adopted
    head.body = begin
    if adopted is not None or (begin < len(lines) and not _is_call(lines, begin, language)):
        head.adopting, head.body = [begin], begin + 1
    return [head]


def _formal_number(text: str) -> NumberLine | None:
    """What form tells of a number line of a body outside the ITU, or in a language that no pack
    knows: its number and year."""
    elsewhere = _ELSEWHERE_NUMBER.match(text)
    if elsewhere is not None:
        number = _NEUTRAL.sub("/", _SYMBOL.sub("", elsewhere[1]))
        return NumberLine("", "resolution", number, False, "", "", 0, "", False, "", 0, 0)
    found = _FORMAL_NUMBER.search(text)
    if found is None:
        return None
    year = int(found[2] or 0)
    return NumberLine("", "", found[1], False, "", "", year, "", False, "", 0, len(text))


def _first_sign(lines: Sequence[Line], language: str) -> tuple[int, Adopting | None] | None:
    """The first adopting sentence, or the first of at least two calls."""
    found: list[int] = []
    for j, line in enumerate(lines):
        if len(line.text) < LONGEST and (sentence := adopting.read(line.text.strip())) is not None:
            return j, sentence
        if _is_call(lines, j, language) or _formal_call(lines, j):
            found.append(j)
            if len(found) == 2:
                return found[0], None
    return None


def _formal_call(lines: Sequence[Line], j: int) -> bool:
    """Whether a line stands like a call in a language no pack knows: open-ended, between a comma
    and a list's start."""
    text = lines[j].text.strip()
    if not 0 < len(text) < 120 or j + 1 >= len(lines) or not j:
        return False
    if text[-1] in ".;:,。；：，" or not _closes_head(lines[j - 1]):
        return False
    if labels.read(text) is not None:
        return False
    first = labels.read(lines[j + 1].text)
    return first is not None and labels.begins(first)


def _closes_head(line: Line) -> bool:
    return line.text.rstrip().endswith((",", "，", "،", "、"))


def _loosely_number(line: Line) -> bool:
    text = _bare(line)
    return len(text) < LONGEST and numberline.read(_EDITION.sub("", text).strip()) is not None
