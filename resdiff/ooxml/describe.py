"""Everything a reader of structure needs to know of a package: its paragraphs as blocks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from lxml.etree import _Element

from resdiff.model import Anchor, Block, Cell, NoteMark, Notice
from resdiff.ooxml.names import ID, TBL, TC, P, local, w
from resdiff.ooxml.notes import note_id, note_ids
from resdiff.ooxml.numbering import Numbering
from resdiff.ooxml.package import Package
from resdiff.ooxml.settling.tables import cells_of, rows_of, span_of
from resdiff.ooxml.stories import Paragraph, Story, stories
from resdiff.ooxml.styles import Look, Styles, said_of
from resdiff.ooxml.text import REFERENCES, Atom
from resdiff.values import dataclass

_TEXT_BOX: Final = w("txbxContent")
_NOTES: Final = frozenset({w("footnote"), w("endnote")})
_PLACES: Final = {"header": "header", "footer": "footer"}
_NO_CAPITALS: Final = bytes(range(128)).translate(None, b"ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_NO_SMALL: Final = bytes(range(128)).translate(None, b"abcdefghijklmnopqrstuvwxyz")


@dataclass(frozen=True, slots=True)
class Description:
    """The blocks of a package in reading order, and what went oddly while they were read."""

    blocks: tuple[Block, ...]
    notices: tuple[Notice, ...]


def describe(package: Package) -> Description:
    """A block for each printed paragraph: body, notes in the order of their marks, then the rest.

    Shape:   the paragraphs of separators between text and notes, and of notes that nothing refers
             to, are left out (the latter with a notice), as is what another file embedded in this
             one would print (with a notice too). Give a settled package; marks of tracked
             changes are not looked at.
    """
    reader = _Reader(package)
    found: list[Block] = []
    for story in stories(package):
        found.extend(reader.blocks(story))
    return Description(
        tuple(found), (*_unread(package), *reader.notices, *reader.numbering.notices())
    )


def _unread(package: Package) -> Iterator[Notice]:
    """A notice when whole files stand in place of text (ECMA-376-1 §17.17.2), which Word prints."""
    count = sum(1 for x in package.part(package.main).iter(w("altChunk"), w("subDoc")))
    if count:
        said = "another file stands" if count == 1 else f"{count} other files stand"
        message = (
            f"{said} embedded in place of text; those words were not read (opened in Word and"
            " saved, they become text)"
        )
        yield Notice("embedded-file", message)


class _Reader:
    """What is looked up again and again while one package is described."""

    def __init__(self, package: Package) -> None:
        self.styles = Styles(package)
        self.numbering = Numbering(package, self.styles)
        self.referred = {x: i for i, x in enumerate(note_ids(package))}
        self.notices: list[Notice] = []
        self._set: dict[object, tuple[tuple[str, int] | None, Look]] = {}

    def blocks(self, story: Story) -> list[Block]:
        """The paragraphs of a story as blocks; notes in the order of their references."""
        self.numbering.restart()
        if not story.paragraphs:
            return []
        root = story.paragraphs[0].element.getroottree().getroot()
        self._boxed = {x for box in root.iter(_TEXT_BOX) for x in box.iter(P)}
        self._noted = next(root.iter(*REFERENCES), None) is not None
        cells = _cells(root)
        if story.kind not in ("footnotes", "endnotes"):
            place = _PLACES.get(story.kind, "body")
            return [self._block(x, place, "", cells) for x in story.paragraphs]
        by_note = _by_note(story)
        silent = [x for x in by_note if x not in self.referred and _speaks(by_note[x])]
        if silent:
            said = "a note is" if len(silent) == 1 else f"{len(silent)} notes are"
            message = f"{said} never referred to, not printed by Word, and left out"
            self.notices.append(Notice("note-unreferenced", message))
        order = sorted(by_note.keys() & self.referred.keys(), key=lambda x: self.referred[x])
        return [self._block(x, "body", note, cells) for note in order for x in by_note[note]]

    def _block(
        self, paragraph: Paragraph, place: str, note: str, cells: Mapping[_Element, Cell]
    ) -> Block:
        element = paragraph.element
        atoms = paragraph.atoms()
        text = "".join(x.text for x in atoms)
        number, look = self._looks(element)
        label = "" if number is None else self.numbering.label(*number)
        italic, bold, caps = self._shares(element, atoms)
        return Block(
            text=text,
            anchor=Anchor(paragraph.part, paragraph.index, 0, len(text)),
            label=label,
            style=look.style,
            left=look.left,
            first=look.first,
            italic=italic,
            bold=bold,
            caps=caps,
            centred=look.centred,
            keep_next=look.keep_next,
            place="textbox" if element in self._boxed else place,
            note=note,
            cell=cells.get(element),
            marks=tuple(_marks(atoms)) if self._noted else (),
        )

    def _looks(self, paragraph: _Element) -> tuple[tuple[str, int] | None, Look]:
        """The list and level that a paragraph stands in, and how it is set: looked up once for all
        paragraphs whose properties say the same.
        """
        said = said_of(paragraph)
        found = self._set.get(said)
        if found is None:
            number = self.numbering.place(paragraph)
            level = None if number is None else self.numbering.level(*number)
            look = self.styles.look(paragraph, None if level is None else level.properties)
            found = self._set[said] = number, look
        return found

    def _shares(self, paragraph: _Element, atoms: list[Atom]) -> tuple[float, float, float]:
        """The shares of italic and bold among printed signs, and of capitals among letters."""
        totals = [0, 0, 0]
        signs = letters = 0
        style = self.styles.of(paragraph)
        last: _Element | None = None
        toggles = (False, False, False)
        for atom in atoms:
            size = len("".join(atom.text.split()))
            if not size or atom.run is None:
                continue
            if atom.run is not last:
                last, toggles = atom.run, self.styles.toggles(style, atom.run)
            bold, italic, caps = toggles
            signs += size
            totals[0] += size * italic
            totals[1] += size * bold
            upper, lower, alike = _letters(atom.text)
            letters += alike
            totals[2] += upper + (lower if caps else 0)
        return totals[0] / (signs or 1), totals[1] / (signs or 1), totals[2] / (letters or 1)


def _letters(text: str) -> tuple[int, int, int]:
    """How many capitals, how many small letters and how many letters at all a text has."""
    if not text.isascii():
        return sum(map(str.isupper, text)), sum(map(str.islower, text)), sum(map(str.isalpha, text))
    data = text.encode()
    upper, lower = len(data.translate(None, _NO_CAPITALS)), len(data.translate(None, _NO_SMALL))
    return upper, lower, upper + lower


def _marks(atoms: list[Atom]) -> Iterator[NoteMark]:
    for i, atom in enumerate(atoms):
        if atom.node.tag not in REFERENCES:
            continue
        automatic = atom.node.get(w("customMarkFollows"), "0") in ("0", "false", "off")
        stop = atom.stop if automatic else _typed_until(atoms, i)
        yield NoteMark(atom.start, stop, note_id(atom.node), automatic)


def _typed_until(atoms: list[Atom], at: int) -> int:
    """Where the mark ends that is typed behind a reference, in its run (§17.11.14)."""
    last = at
    while last + 1 < len(atoms) and atoms[last + 1].run is atoms[at].run:
        if atoms[last + 1].node.tag in REFERENCES:
            break
        last += 1
    return atoms[last].stop


def _speaks(paragraphs: list[Paragraph]) -> bool:
    return any(x.text.strip() for x in paragraphs)


def _by_note(story: Story) -> dict[str, list[Paragraph]]:
    found: dict[str, list[Paragraph]] = {}
    for paragraph in story.paragraphs:
        note = next(paragraph.element.iterancestors(*_NOTES), None)
        if note is not None and note.get(w("type"), "normal") == "normal":
            key = f"{local(note.tag)}-{note.get(ID, '')}"
            found.setdefault(key, []).append(paragraph)
    return found


def _cells(root: _Element) -> dict[_Element, Cell]:
    """Where each paragraph stands in the innermost table around it; columns count the grid."""
    found: dict[_Element, Cell] = {}
    for number, table in enumerate(root.iter(TBL)):
        for at, row in enumerate(rows_of(table)):
            column = 0
            for cell in cells_of(row):
                for paragraph in _paragraphs_of(cell):
                    found[paragraph] = Cell(number, at, column)
                column += span_of(cell)
    return found


def _paragraphs_of(cell: _Element) -> Iterator[_Element]:
    """The paragraphs of a cell itself: not those of tables or text boxes inside it."""
    for paragraph in cell.iter(P):
        owner = next(paragraph.iterancestors(TC, _TEXT_BOX), None)
        if owner is cell:
            yield paragraph
