"""What stands where on the pages of a PDF: the glyphs, and the lines drawn through and under
them."""

from __future__ import annotations

import io
import logging
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

from resdiff.errors import BrokenPackage, Encrypted, MissingExtra
from resdiff.values import dataclass, replace

if TYPE_CHECKING:
    from pdfminer.layout import LTComponent, LTCurve, LTPage

UNKNOWN = "\ufffd"
MENDED = "open it in a PDF reader and print it to a new PDF"
THIN = 2.0
"""Thickest line that is an underline or strike, in points. Source: Word and LibreOffice draw 0.5 to
1.2 for text of 9 to 14 points."""

EDGE = 0.12
"""Part of a page's height that a running header or footer stands in. Source: 3.5 cm of an A4
page; the ITU's headers end at 3 cm."""

UPRIGHT = 6.0
"""Least height of an upright line beside a cell, in points: no text is set smaller."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A printed character, or a ligature's several.

    Shape:   `x0`, `x1` its sides, `base` the baseline; `order` its place in the file.
    Units:   points from the lower left corner.
    """

    text: str
    x0: float
    x1: float
    base: float
    size: float
    italic: bool
    bold: bool
    order: int
    inserted: bool = False
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin horizontal line. Shape: `link` where it is blue, as under links. Units: points."""

    x0: float
    x1: float
    y: float
    coloured: bool
    link: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One page. Shape: `uprights` counts its upright lines; `damaged` where its content breaks off.
    Units: points."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    uprights: int = 0
    damaged: bool = False


@lru_cache(maxsize=2)  # a file is asked about for its changes, then read once a view
def pages(data: bytes, name: str) -> list[Page]:
    """Every page of the file; glyphs know whether they are inserted or deleted.

    Raises:  MissingExtra, Encrypted, BrokenPackage.
    """
    try:
        from pdfminer.pdfdocument import PDFPasswordIncorrect
        from pdfminer.pdfexceptions import PDFException
        from pdfminer.psexceptions import PSException
    except ImportError:
        raise MissingExtra(
            f"{name} is a PDF, and the package that reads those is not installed",
            "pip install 'resdiff[pdf]'",
        ) from None
    try:
        found = [
            replace(_page(page, number), damaged=damaged)
            for number, (page, damaged) in enumerate(_laid_out(data))
        ]
    except PDFPasswordIncorrect:
        raise Encrypted(
            f"{name} is protected by a password", "print it to a PDF without one"
        ) from None
    except (PDFException, PSException, *DAMAGE) as error:
        raise BrokenPackage(
            f"{name} is a damaged PDF ({type(error).__name__})",
            MENDED,
        ) from None
    return _redlined(found)


# What pdfminer lets through from damaged files: it trusts the types and keys it finds.
DAMAGE = (
    ArithmeticError, AssertionError, AttributeError, LookupError, OSError, RecursionError,
    TypeError, ValueError,
)  # fmt: skip


def _laid_out(data: bytes) -> Iterator[tuple[LTPage, bool]]:
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage

    resources = PDFResourceManager()
    device = PDFPageAggregator(resources, laparams=None)
    interpreter = PDFPageInterpreter(resources, device)
    with listening() as heard:
        for page in PDFPage.get_pages(io.BytesIO(data)):
            heard.clear()
            interpreter.process_page(page)
            yield device.get_result(), any(_LOST in said for said in heard)


_LOST = "Data-loss"  # what pdfminer logs where a page's content breaks off


class _Listener(logging.Handler):
    """Keeps what is logged."""

    def __init__(self, heard: list[str]) -> None:
        super().__init__()
        self.heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps a message (`logging.Handler`)."""
        self.heard.append(record.getMessage())


@contextmanager
def listening() -> Iterator[list[str]]:
    """What pdfminer logs meanwhile, which else would stand among the messages to the user."""
    log, heard = logging.getLogger("pdfminer"), list[str]()
    listener, before = _Listener(heard), log.propagate
    log.addHandler(listener)
    log.propagate = False
    try:
        yield heard
    finally:
        log.removeHandler(listener)
        log.propagate = before


def _page(page: LTPage, number: int) -> Page:
    from pdfminer.layout import LTChar, LTCurve

    parts = list(_flat(page))
    characters = (x for x in parts if isinstance(x, LTChar))
    glyphs = (_glyph(x, i) for i, x in enumerate(characters))
    rules = (_rule(x) for x in parts if isinstance(x, LTCurve))
    return Page(
        number,
        page.width,
        page.height,
        tuple(_accented([g for g in glyphs if g is not None])),
        tuple(r for r in rules if r is not None),
        sum(_is_upright(x) for x in parts if isinstance(x, LTCurve)),
    )


def _flat(parts: Iterable[LTComponent]) -> Iterator[LTComponent]:
    from pdfminer.layout import LTFigure

    for part in parts:
        if isinstance(part, LTFigure):
            yield from _flat(part)
        else:
            yield part


def _glyph(character: object, order: int) -> Glyph | None:
    """The glyph; None for one that is set upright or upside down, as watermarks are."""
    from pdfminer.layout import LTChar

    assert isinstance(character, LTChar)
    a, b, _, d, start, base = character.matrix
    if a <= 0 or d <= 0 or abs(b) > abs(a) / 10:
        return None
    text = character.get_text()
    text = UNKNOWN if text.startswith("(cid:") else unicodedata.normalize("NFC", _plain(text))
    font = character.fontname.lower()
    return Glyph(
        text,
        start,
        start + character.adv * a,  # a slanted letter's own box overlaps its neighbours
        base,
        character.size,
        "italic" in font or "oblique" in font or font.endswith("-it"),
        "bold" in font or "black" in font,
        order,
    )


def _accented(glyphs: list[Glyph]) -> list[Glyph]:
    """The glyphs, those that combine (accents, Arabic vowels) joined to the letters they stand on.

    Shape:   in a file set from left to right, the sign of an Arabic letter comes before it, any
             other behind.
    """
    found: list[Glyph] = []
    waiting: list[Glyph] = []
    for glyph in glyphs:
        if glyph.text and all(map(unicodedata.combining, glyph.text)):
            waiting.append(glyph)
            continue
        for sign in reversed(waiting):
            if (
                found
                and _carries(found[-1], sign)
                and not (_is_arabic(sign) and _carries(glyph, sign))
            ):
                found[-1] = _with_sign(found[-1], sign)
            else:
                glyph = _with_sign(glyph, sign)
        waiting = []
        found.append(glyph)
    for sign in waiting:
        found[-1:] = [_with_sign(found[-1], sign)] if found else [sign]
    return found


def _with_sign(letter: Glyph, sign: Glyph) -> Glyph:
    text = letter.text + sign.text
    return replace(letter, text=text if _is_arabic(sign) else unicodedata.normalize("NFC", text))


def _carries(letter: Glyph, sign: Glyph) -> bool:
    """Whether a combining sign may stand on a letter."""
    near = letter.size / 2
    beside = letter.x0 - near < (sign.x0 + sign.x1) / 2 < letter.x1 + near
    level = abs(letter.base - sign.base) < 1.5 * letter.size
    right = unicodedata.bidirectional(letter.text[:1] or " ") in ("R", "AL")
    return letter.text[:1].isalpha() and beside and level and right == _is_arabic(sign)


def _is_arabic(sign: Glyph) -> bool:
    return "\u0590" <= sign.text[0] <= "\u08ff"


def _plain(text: str) -> str:
    """Letters for ligatures and for the shapes that Arabic letters take in words."""
    if text in ("\t", "\n", "\r", "\0"):
        return " "
    shaped = any("\ufb00" <= c <= "\ufb4f" or "\ufb50" <= c <= "\ufefc" for c in text)
    return unicodedata.normalize("NFKC", text) if shaped else text


def _rule(curve: object) -> Rule | None:
    """The thin horizontal line that a path is; None for all else."""
    from pdfminer.layout import LTCurve

    assert isinstance(curve, LTCurve)
    height = curve.y1 - curve.y0
    if height > THIN or curve.x1 - curve.x0 < 2 * max(height, 0.4):
        return None
    colour = curve.stroking_color if curve.stroke else curve.non_stroking_color
    inks = _inks(colour)
    coloured = bool(inks) and max(inks) - min(inks) > 0.1
    link = coloured and inks[2] - max(inks[:2]) > 0.2
    return Rule(curve.x0, curve.x1, (curve.y0 + curve.y1) / 2, coloured, link)


def _is_upright(curve: LTCurve) -> bool:
    """Whether a path is an upright line, or a box, which has two."""
    return curve.y1 - curve.y0 > UPRIGHT


def _inks(colour: object) -> list[float]:
    """Red, green and blue, from 0 to 1, none of a grey; of CMYK the lights that its inks leave."""
    if not isinstance(colour, (tuple, list)) or len(colour) < 3:
        return []
    inks = [float(x) for x in colour[:4] if isinstance(x, (int, float))]
    return [1 - x for x in inks[:3]] if len(inks) == 4 else inks if len(inks) == 3 else []


# ---------------------------------------------------------------------- redlines


def _redlined(found: list[Page]) -> list[Page]:
    """The pages, underlined glyphs inserted and struck ones deleted, where that is a redline:
    something is struck, or underlined in a colour that is none of links. With colour, black lines
    are form."""
    drawn = [_drawn(page) for page in found]
    struck = any(is_struck for page in drawn for _, _, is_struck in page)
    coloured = any(rule.coloured for page in drawn for _, rule, _ in page)
    if not struck and all(rule.link or not rule.coloured for page in drawn for _, rule, _ in page):
        return found  # underlines alone are headings and links
    return [
        _with_marks(page, [x for x in marks if x[1].coloured or not coloured])
        for page, marks in zip(found, drawn, strict=True)
    ]


def _drawn(page: Page) -> list[tuple[int, Rule, bool]]:
    """The glyphs that a line goes under or through: their index, the line, whether through."""
    by_height: dict[int, list[Rule]] = {}
    for rule in page.rules:
        by_height.setdefault(round(rule.y), []).append(rule)
    found = []
    for index, glyph in enumerate(page.glyphs):
        low, high = glyph.base - 0.3 * glyph.size, glyph.base + 0.5 * glyph.size
        for height in range(round(low) - 1, round(high) + 2):
            for rule in by_height.get(height, ()):
                place = (rule.y - glyph.base) / glyph.size if glyph.size else 0.0
                if _covers(rule, glyph) and -0.3 <= place <= 0.5:
                    found.append((index, rule, place > 0.08))
    return found


def _covers(rule: Rule, glyph: Glyph) -> bool:
    middle = (glyph.x0 + glyph.x1) / 2
    return rule.x0 - 0.3 <= middle <= rule.x1 + 0.3


def _with_marks(page: Page, marks: list[tuple[int, Rule, bool]]) -> Page:
    glyphs = list(page.glyphs)
    for index, _, is_struck in marks:
        if is_struck:
            glyphs[index] = replace(glyphs[index], deleted=True)
        else:
            glyphs[index] = replace(glyphs[index], inserted=True)
    used = {id(rule) for _, rule, _ in marks}
    return replace(
        page,
        glyphs=tuple(glyphs),
        rules=tuple(r for r in page.rules if id(r) not in used),
    )
