"""Rows that make up one paragraph, notes and their marks, words that were hyphenated."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import field
from itertools import groupby, pairwise

from resdiff.language import labels
from resdiff.model import Anchor, Block, NoteMark, View
from resdiff.parsers.pdf.columns import aligned
from resdiff.parsers.pdf.glyphs import Glyph
from resdiff.parsers.pdf.rows import Row
from resdiff.values import dataclass, replace

PART = "pdf"
SMALLER = 0.93
"""Size of notes against that of the text, at most. Source: the ITU sets 10 below 12, LibreOffice
10 below 12, Word 10 below 11."""

WIDER = 1.25
"""Distance of two rows against that within paragraphs that parts paragraphs. Source: half a line is
the least that house styles leave between paragraphs."""

WIDEST = 1.4
"""Most that rows within a paragraph stand apart, in ems, where nothing better is known."""

WIDEST_SET = 2.5
"""The same where full rows show it, in ems: Arabic fonts need 2.1, double spacing sets 2.4."""

MANY = 8
"""Full rows that show how far rows stand apart: half a page of paragraphs of two rows."""

TWIPS = 20  # a point
_MARK = re.compile(r"(\d{1,3}|\*{1,3}|[†‡§])(?=[\s\t]|$|\D)")
_STOPS = (".", ";", ":", "!", "?", "。", "；", "：", "؛", "؟")
_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_KEEPS_HYPHEN = frozenset({"non", "self", "well", "co", "so", "vice", "ex", "sous", "ci"})
_HYPHENS = "-‐\u00ad"
_CJK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")


@dataclass(slots=True)
class _Paragraph:
    """Rows that make up one paragraph. Shape: `note` what the note's own mark prints, else ""."""

    rows: list[Row]
    note: str = ""
    page: int = 0


@dataclass(slots=True)
class _Composed:
    """The text of a paragraph in one view, and the raised marks in it."""

    text: str = ""
    italic: int = 0
    bold: int = 0
    count: int = 0
    raised: list[tuple[int, int]] = field(default_factory=list)


def blocks(body: Sequence[Row], running: Sequence[Row], view: View) -> tuple[Block, ...]:
    """A block for each paragraph and note in one view, and one for each running row."""
    body = aligned(body)
    vocabulary = Counter(_WORD.findall(" ".join(row.text() for row in body)))
    text, notes = _part_notes(body)
    paragraphs = _paragraphs(text)
    composed = [(p, _compose(p.rows, view, vocabulary)) for p in [*paragraphs, *notes]]
    ids = {(p.page, p.note): f"{n}" for n, p in enumerate(notes, 1)}
    found = [_block(p, c, ids, number) for number, (p, c) in enumerate(composed)]
    apart = [_Paragraph([row]) for row in running]
    for number, paragraph in enumerate(apart):
        block = _block(paragraph, _compose(paragraph.rows, view, vocabulary), {}, number)
        top = paragraph.rows[0].base > paragraph.rows[0].height / 2
        part = f"{PART}/running"
        found.append(
            replace(
                block,
                place="header" if top else "footer",
                anchor=replace(block.anchor, part=part),
            )
        )
    return tuple(found)


# ---------------------------------------------------------------------- notes


def _part_notes(body: Sequence[Row]) -> tuple[list[Row], list[_Paragraph]]:
    """The rows of the text, and the notes at the foot of its pages and columns."""
    typical = _typical(body)
    text: list[Row] = []
    notes: list[_Paragraph] = []
    for _, group in groupby(body, key=lambda row: (row.page, row.cell, row.left, row.right)):
        rows = list(group)
        if rows[0].cell is not None:
            text += rows
            continue
        marks = _raised_marks(rows)
        start = _notes_start(rows, typical, marks)
        text += rows[:start]
        for row in rows[start:]:
            mark = _own_mark(row, marks)
            if mark and not (notes and notes[-1].note == mark and notes[-1].page == row.page):
                notes.append(_Paragraph([row], mark, row.page))
            elif notes:
                notes[-1].rows.append(row)
            else:
                text.append(row)
    return text, notes


def _typical(body: Sequence[Row]) -> float:
    """The size of most of the text."""
    sizes: Counter[float] = Counter()
    for row in body:
        sizes[round(row.size, 1)] += len(row.glyphs)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _raised_marks(rows: Sequence[Row]) -> frozenset[str]:
    """What is printed raised behind other words on these rows."""
    found = set()
    for row in rows:
        raised = [i for i in sorted(row.raised) if i]
        for run in _runs(raised):
            if run[0] - 1 not in row.raised:
                found.add("".join(row.glyphs[i].text for i in run).strip())
    return frozenset(found - {""})


def _runs(indices: Sequence[int]) -> list[list[int]]:
    """Neighbouring indices together."""
    runs: list[list[int]] = []
    for index in indices:
        if runs and runs[-1][-1] == index - 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def _notes_start(rows: Sequence[Row], typical: float, marks: frozenset[str]) -> int:
    """The first row of the notes at the foot of a column, its length where there are none."""
    for i, row in enumerate(rows):
        if row.size >= SMALLER * typical and not row.ruled:
            continue
        rest = rows[i:]
        if all(r.size <= 1.05 * row.size for r in rest) and (_own_mark(row, marks) or row.ruled):
            return i
    return len(rows)


def _own_mark(row: Row, marks: frozenset[str]) -> str:
    """The mark that a note's first row begins with: raised, or known from the text."""
    found = _MARK.match(row.text().lstrip())
    if found is None:
        return ""
    first = next(i for i, glyph in enumerate(row.glyphs) if glyph.text.strip())
    return found[1] if first in row.raised or found[1] in marks else ""


# ---------------------------------------------------------------------- paragraphs


def _paragraphs(rows: Sequence[Row]) -> list[_Paragraph]:
    pitch = _pitch(rows)
    found: list[_Paragraph] = []
    for row in rows:
        if found and _goes_on(found[-1].rows, row, pitch):
            found[-1].rows.append(row)
        else:
            found.append(_Paragraph([row], page=row.page))
    return found


def _pitch(rows: Sequence[Row]) -> float:
    """The distance of rows within paragraphs, in ems: the lower quartile of all distances, or of
    those below a full row where these are many, which may be wider."""
    pairs = [
        (one, other)
        for one, other in pairwise(rows)
        if one.page == other.page and one.base > other.base and one.size
    ]
    full = sorted(_apart(one, other) for one, other in pairs if not _fits(one, other))
    if len(full) > max(MANY, len(pairs) / 4):
        return min(full[len(full) // 4], WIDEST_SET)
    apart = sorted(_apart(one, other) for one, other in pairs)
    return min(apart[len(apart) // 4], WIDEST) if apart else WIDEST


def _apart(one: Row, other: Row) -> float:
    return (one.base - other.base) / one.size


def _goes_on(above: Sequence[Row], row: Row, pitch: float) -> bool:
    """Whether a row goes on with the paragraph of the rows above it."""
    last = above[-1]
    if last.cell != row.cell:
        return False
    if _fits(last, row) or abs(last.size - row.size) > 0.08 * last.size:
        return False
    if "\t" in row.text()[:10] or _is_listed(last, row) or _slants_otherwise(last, row):
        return False
    if row.page != last.page or row.base > last.base:
        return not last.text().rstrip().endswith(_STOPS)
    if last.base - row.base > WIDER * pitch * last.size:
        return False
    return len(above) == 1 or not _stands_elsewhere(last, row)


def _fits(last: Row, row: Row) -> bool:
    """Whether the first word of a row had room at the end of the one above: a paragraph ended."""
    if _from_right(last, row):
        return last.x0 - row.left > _first_word(row) + 0.3 * row.size
    return last.right - last.x1 > _first_word(row) + 0.3 * row.size


def _first_word(row: Row) -> float:
    """How wide it is; one letter where words are not parted, as in Chinese."""
    taken: list[Glyph] = []
    for glyph, gap in row.pieces():
        if not glyph.text.strip() and taken:
            break
        taken.append(glyph)
        if gap or _CJK.match(glyph.text):
            break
    wide = max(g.x1 for g in taken) - min(g.x0 for g in taken)
    return 2 * wide if _CJK.match(taken[-1].text) else wide  # a stop may not begin a line


def _from_right(last: Row, row: Row) -> bool:
    """Whether the rows are set from the right, also where one of them is but Latin words."""
    level = abs(last.x1 - row.x1) < 0.8 * row.size
    return row.from_right or (last.from_right and level)


def _is_listed(last: Row, row: Row) -> bool:
    """Whether a row begins with a label, what stands above it being complete."""
    if not last.text().rstrip().endswith((*_STOPS, ",", "،", "，")):
        return False
    label = labels.read(row.text())
    return label is not None and label.certainty >= 0.5 and label.printed[-1:] in ")）"


def _slants_otherwise(last: Row, row: Row) -> bool:
    """Whether one row is all in italics and the other not at all."""
    return {_slant(last), _slant(row)} == {0.0, 1.0}


def _slant(row: Row) -> float:
    letters = [g.italic for g in row.glyphs if g.text.isalpha()]
    return sum(letters) / len(letters) if letters else 0.5


def _stands_elsewhere(last: Row, row: Row) -> bool:
    """Whether the rows begin at different places, not being centred both."""
    if _from_right(last, row):
        return abs(last.x1 - row.x1) > 0.8 * row.size
    centred = abs((last.x0 + last.x1) - (row.x0 + row.x1)) < row.size / 2
    return abs(last.x0 - row.x0) > 0.8 * row.size and not centred


# ---------------------------------------------------------------------- text


def _compose(rows: Sequence[Row], view: View, vocabulary: Counter[str]) -> _Composed:
    """The paragraph's text in one view."""
    found = _Composed()
    last: Glyph | None = None
    for row in rows:
        first = row.glyphs[0]
        if last is not None:
            _join(found, row, vocabulary, _is_shown(view, last, first))
        for index, (glyph, gap) in enumerate(row.pieces()):
            if _is_shown(view, glyph):
                _add(found, glyph, index in row.raised)
            following = row.glyphs[index + 1] if gap else glyph
            if gap and _is_shown(view, glyph, following):
                found.text += gap if not found.text.endswith((" ", "\t")) else ""
        last = row.glyphs[-1]
    found.text = found.text.rstrip()
    return found


def _is_shown(view: View, *glyphs: Glyph) -> bool:
    """Whether a glyph, or the gap between two, is part of the text in a view."""
    if view is View.FINAL:
        return not all(g.deleted for g in glyphs)
    return not all(g.inserted for g in glyphs)


def _add(found: _Composed, glyph: Glyph, raised: bool) -> None:
    blank = not glyph.text.strip()
    if blank and (not found.text or found.text.endswith((" ", "\t"))):
        return
    start = len(found.text)
    found.text += glyph.text
    if blank:
        return
    found.count += 1
    found.italic += glyph.italic
    found.bold += glyph.bold
    if raised:
        begin = start
        if found.raised and found.raised[-1][1] == start:
            begin = found.raised.pop()[0]
        found.raised.append((begin, len(found.text)))


def _join(found: _Composed, row: Row, vocabulary: Counter[str], shown: bool) -> None:
    """Joins the next row: a blank, none in Chinese nor behind a hyphen that ends one half of a word
    ("WTDC-", "06"), and a word that it only parted made whole.
    """
    text, rest = found.text.rstrip(" "), row.text()
    if not shown or not text:
        return
    if text[-1] in _HYPHENS and text[-2:-1].isalnum() and rest[:1].isalnum():
        if text[-2].isalpha() and rest[0].islower() and _was_parted(text, rest, vocabulary):
            text = text[:-1]
    elif not (_CJK.match(text[-1]) and _CJK.match(rest[:1])) and not text.endswith("\t"):
        text += " "
    found.text = text


def _was_parted(text: str, rest: str, vocabulary: Counter[str]) -> bool:
    """Whether a hyphen at a row's end only parts a word: the whole word stands elsewhere, or
    neither half stands anywhere as a word, or before a hyphen."""
    if text[-1] == "\u00ad":
        return True
    before, after = _WORD.findall(text[:-1]), _WORD.match(rest)
    if not before or after is None:
        return False
    half, other = before[-1], after[0]
    if vocabulary[half + other]:
        return True
    known = vocabulary[half] or vocabulary[other] > 1 or half.casefold() in _KEEPS_HYPHEN
    return not known and not any(word.startswith((f"{half}-", f"{half}‐")) for word in vocabulary)


def _block(
    paragraph: _Paragraph, said: _Composed, ids: dict[tuple[int, str], str], number: int
) -> Block:
    rows, text = paragraph.rows, said.text
    note = ids.get((paragraph.page, paragraph.note), "") if paragraph.note else ""
    if note:
        text = _with_tab(text, paragraph.note)
    letters = sum(map(str.isalpha, text)) or 1
    return Block(
        text,
        Anchor(f"{PART}/notes" if note else PART, number, 0, len(text)),
        left=round((min(r.x0 for r in rows) - rows[0].left) * TWIPS),
        italic=said.italic / max(said.count, 1),
        bold=said.bold / max(said.count, 1),
        caps=sum(map(str.isupper, text)) / letters,
        centred=all(_is_centred(row) for row in rows),
        note=note,
        cell=rows[0].cell,
        marks=() if note else tuple(_marks(rows, said, ids)),
    )


def _with_tab(text: str, mark: str) -> str:
    """A note's text, a TAB behind its mark."""
    return f"{mark}\t{text[len(mark) :].lstrip()}" if text.startswith(mark) else text


def _is_centred(row: Row) -> bool:
    margin = row.x0 - row.left
    return margin > 2 * row.size and abs(margin - (row.right - row.x1)) < row.size


def _marks(
    rows: Sequence[Row], said: _Composed, ids: dict[tuple[int, str], str]
) -> Iterator[NoteMark]:
    """The raised marks whose notes stand on a page of the paragraph."""
    on = sorted({row.page for row in rows})
    for start, stop in said.raised:
        printed = said.text[start:stop].strip()
        note = next((ids[page, printed] for page in on if (page, printed) in ids), "")
        if note and start:
            yield NoteMark(start, start + len(printed), note, automatic=True)
