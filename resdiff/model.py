"""The values that travel between rooms.

All are frozen, slotted, comparable and picklable; sequences are tuples. Positions are code points,
half open. Text is kept exactly as read: folding of space, case and hyphens belongs to the differ's
keys.
"""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum

from resdiff.values import dataclass


class View(StrEnum):
    """Which reading of a file with tracked changes: everything rejected, or everything accepted."""

    ORIGINAL = "original"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document came from: all that the Word path needs to reopen it.

    Shape:   `name` for messages; `format` is a key of `parsers.PARSERS`; `data` the file's bytes,
             unchanged; `opened` what the parser of a Word file opened of it (`Package.of`).
    """

    name: str
    format: str
    data: bytes = field(repr=False)
    opened: object = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A stretch of a paragraph of the source.

    Shape:   `part` is a package part name ("word/document.xml") or "text"; `paragraph` counts the
             part's paragraphs (in Word: every `w:p`, nested ones too, in document order, in the
             settled view) from 0; `start`, `stop` are positions in that paragraph's text.
    """

    part: str
    paragraph: int
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Notice:
    """What went oddly while a document was read or compared; never an error.

    Shape:   `slug` is stable and machine-readable, `message` is a sentence for the user.
    """

    slug: str
    message: str
    anchor: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """The place of a paragraph in a table: table number in its part, row and column, all from 0."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A footnote or endnote mark inside a text.

    Shape:   `start`, `stop` the printed mark's place in the text that carries it (empty where
             nothing is printed); `note` the id that the note's own blocks carry; `automatic` where
             the word processor counts the marks.
    """

    start: int
    stop: int
    note: str
    automatic: bool


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of the source and the form that tells structure. Parsers of formats end here.

    Shape:   `text` as printed, TAB for tabs, LF for line breaks, typed labels included, automatic
             ones not; `label` the automatic label, as printed; `style` the style's name as the file
             has it; `note` the id of the note this block belongs to, else ""; `place` "body",
             "header", "footer", "textbox".
    Units:   `left`, `first` twips (first-line indent, negative when hanging); `italic`, `bold`,
             `caps` shares of the characters, from 0 to 1.
    """

    text: str
    anchor: Anchor
    label: str = ""
    style: str = ""
    left: int = 0
    first: int = 0
    italic: float = 0.0
    bold: float = 0.0
    caps: float = 0.0
    centred: bool = False
    keep_next: bool = False
    place: str = "body"
    note: str = ""
    cell: Cell | None = None
    marks: tuple[NoteMark, ...] = ()
    stretches: tuple[Anchor, ...] = ()


class Kind(StrEnum):
    """What a clause is."""

    COVER = (
        "cover"  # header block of a contribution, running titles, anything before the instrument
    )
    ABSTRACT = "abstract"
    PROPOSAL = "proposal"  # the line MOD<TAB>ECP/38A4/1
    NUMBER = "number"
    TITLE = "title"
    HISTORY = "history"
    ADOPTING = "adopting"
    CALL = "call"
    ITEM = "item"  # carries a label
    PARAGRAPH = "paragraph"  # carries none
    ANNEX = "annex"  # an annex's or appendix's number line
    HEADING = "heading"  # a title or heading inside an annex
    NOTE = "note"
    CELL = "cell"  # a paragraph in a table
    REASONS = "reasons"
    SIGNATURE = "signature"
    RUNNING = "running"  # page headers and footers, text boxes
    UNPLACED = "unplaced"  # read, kept, and not understood


@dataclass(frozen=True, slots=True)
class Clause:
    """One piece of a document: a line of the head, a call, an item, a note.

    Shape:   `text` without the label, exactly as read; it is the concatenation of the stretches
             `anchors` names, with LF between two of different paragraphs. `label` as printed ("a)",
             "1", ""), `number` as parsed ("a", "1", "b-bis"). `parent` the index of the enclosing
             clause (call, item, annex), -1 at the top; parents precede children. `path` names the
             clause inside its instrument ("4/b", "5/a/ii", "6/-1", "call/4" for a call, "number",
             "title", "history", "adopting", "note/1", "annex1/3", "reasons", "cover/1", …).
             `instrument` indexes `Document.instruments`, -1 outside all. `note` on a NOTE the id
             its marks carry. `marks` positions refer to `text`.
    Units:   `certainty` from 0 to 1: how sure the reader is of `kind` and place; `reason` says why.
    """

    kind: Kind
    text: str
    path: str
    label: str = ""
    number: str = ""
    parent: int = -1
    instrument: int = -1
    call_id: str = ""
    part: str = ""  # "preamble" or "operative", for a call and all below it
    addressee: str = ""
    cell: Cell | None = None
    note: str = ""
    marks: tuple[NoteMark, ...] = ()
    anchors: tuple[Anchor, ...] = field(default=(), compare=False)
    label_anchor: Anchor | None = field(
        default=None, compare=False
    )  # a typed label; None for an automatic one
    certainty: float = field(default=1.0, compare=False)
    reason: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Work:
    """A resolution through all its editions; the key is (body, kind, number): Resolution 64 exists
    at three bodies."""

    body: str  # PP, WTSA, WTDC, WRC, RA, Council, WTPF or ""
    kind: str  # resolution, decision, recommendation, opinion or ""
    number: str  # "101", "[ECP-1]" or ""


@dataclass(frozen=True, slots=True)
class Edition:
    """Place as this language spells it, its id (the same in all languages), year (0 for none)."""

    revised: bool = False
    place: str = ""
    place_id: str = ""
    year: int = 0


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a proposal line and its Reasons say."""

    symbol: str
    source: str
    document: str
    number: str
    reasons: str = ""


@dataclass(frozen=True, slots=True)
class Instrument:
    """One resolution (decision, …) of a document.

    Shape:   its clauses are `Document.clauses[start:stop]`, front and back matter that belongs to
             it included.
    """

    work: Work
    edition: Edition
    language: str
    title: str
    adopting: str
    history: tuple[Edition, ...]
    proposal: Proposal | None
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Document:
    """What was read from one file in one view.

    Shape:   `clauses` flat, in reading order, notes after the clause that carries their first
             mark's instrument; every paragraph of the source stands in at least one clause, every
             character in exactly one. `language` is a pack id ("en") or "" when unknown.
    """

    clauses: tuple[Clause, ...]
    instruments: tuple[Instrument, ...]
    language: str
    view: View
    notices: tuple[Notice, ...] = field(default=(), compare=False)
    source: Source | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Edit:
    """A replaced stretch: what lies between edits is equal on both sides."""

    old_start: int
    old_stop: int
    new_start: int
    new_stop: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A stretch of a tracked file that its author left alone, or moved.

    Shape:   where it stands when all is rejected (`old`) and when all is accepted (`new`); both
             empty where a paragraph is the same one and nothing is said about its letters. Letters
             are equal on both sides except the number of an automatic note.
    """

    old: Anchor
    new: Anchor
    moved: bool = False


class Status(StrEnum):
    """What became of a clause. Not the ITU's symbol: that belongs to the whole proposal."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    INSERTED = "inserted"
    DELETED = "deleted"


class Nature(StrEnum):
    """What kind of change a reader is looking at; doubtful cases are substantive."""

    NONE = "none"
    RENUMBERED = "renumbered"
    CITATION = "citation"
    EDITORIAL = "editorial"
    SUBSTANTIVE = "substantive"


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one clause, or to the several that a split or a merger joins.

    Shape:   `old`, `new` are clause indices; several only where `split` (one old) or `merged` (one
             new). `edits` refer to the clause texts joined with LF, are in order, and do not touch.
             `moved`: the clause stands elsewhere among its fellows or in another section.
             `renumbered`: its label differs.
    Units:   `score` similarity from 0 to 1; `reason` says why the two were paired.
    """

    status: Status
    old: tuple[int, ...]
    new: tuple[int, ...]
    edits: tuple[Edit, ...] = ()
    moved: bool = False
    renumbered: bool = False
    split: bool = False
    merged: bool = False
    nature: Nature = Nature.NONE
    score: float = field(default=1.0, compare=False)
    reason: str = field(default="", compare=False)


class BrokenInvariant(AssertionError):
    """A value that would lie about the documents was about to be made: a fault of this program."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The edit script between two documents, as data.

    Shape:   every clause of each side stands in exactly one change (checked here); changes are in
             the order in which a reader meets them: new order, what was deleted after what preceded
             it in the old.
    Raises:  BrokenInvariant when a clause is missing or stands twice.
    """

    old: Document
    new: Document
    changes: tuple[Change, ...]
    notices: tuple[Notice, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        for document, sides in (
            (self.old, [c.old for c in self.changes]),
            (self.new, [c.new for c in self.changes]),
        ):
            if sorted(i for side in sides for i in side) != list(range(len(document.clauses))):
                raise BrokenInvariant("every clause of both sides must stand in exactly one change")


class Mark(StrEnum):
    """What became of a piece of text."""

    KEPT = "kept"
    INSERTED = "inserted"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line with one mark.

    Shape:   `note` where it is a footnote mark (print it raised); `moved` where the words stand
             unaltered at the clause's other place, so that what is marked there is the move alone.
             `was` what the old side has instead of a kept text, where that difference is no change
             (the number of an automatic note, what was to be ignored); None where it is the same.
    """

    text: str
    mark: Mark
    note: bool = False
    moved: bool = False
    was: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One clause as a reader sees it in a redline: the two sides woven together.

    Shape:   `label` and `pieces` each give the old side when INSERTED is left out and the new side
             when DELETED is. `level` nesting below the call (0: top item). `change` indexes
             `Comparison.changes`. A moved clause has two lines, where it was (status DELETED) and
             where it is, each with `moved` and the other's path.
    """

    kind: Kind
    status: Status
    label: tuple[Piece, ...]
    pieces: tuple[Piece, ...]
    level: int
    change: int
    old_path: str = ""
    new_path: str = ""
    moved: bool = False
    renumbered: bool = False
    nature: Nature = Nature.NONE
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class Redline:
    """What a renderer sees: lines in reading order, and the comparison they were woven from.

    Shape:   `author` and `date` (ISO 8601, UTC) as the marks will carry them.
    """

    comparison: Comparison
    lines: tuple[Line, ...]
    author: str
    date: str
