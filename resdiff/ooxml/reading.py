"""A plain reading of a settled package: paragraphs, cells and objects of every story."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from lxml.etree import _Element

from resdiff.ooxml.comments import REFERENCE, comments, said
from resdiff.ooxml.graft import style_name, styles
from resdiff.ooxml.holders import holders
from resdiff.ooxml.mark import sections
from resdiff.ooxml.mark.alternates import ALTERNATE, chosen
from resdiff.ooxml.mark.keys import BOXES, Keys, Mapper, tags
from resdiff.ooxml.mark.links import target, target_of_code
from resdiff.ooxml.mark.lists import definitions
from resdiff.ooxml.mark.mending import mended
from resdiff.ooxml.memory import Dialect, Memory, Read
from resdiff.ooxml.names import (
    FALLBACK,
    ID,
    PPR,
    RPR,
    SECTPR,
    TBL,
    TC,
    TR,
    VAL,
    P,
    T,
    local,
    m,
    w,
)
from resdiff.ooxml.notes import note_marks
from resdiff.ooxml.package import Package
from resdiff.ooxml.settling.leftovers import strays
from resdiff.ooxml.text import CHARACTERS, REFERENCES, Atom, atoms
from resdiff.ooxml.written import Written
from resdiff.ooxml.xml import bare, first_child
from resdiff.values import dataclass

NOTE_SIGN: Final = "†"
_LETTERS: Final = frozenset((T, *CHARACTERS))
_DELIMITER: Final = w("fldChar")
_CODE: Final = w("instrText")
_TABLE: Final = w("tblPr"), w("tblGrid")
_ROW: Final = w("tblPrEx"), w("trPr")
_TCPR: Final = w("tcPr")
_APART: Final = frozenset((RPR, SECTPR, w("pPrChange")))
_NONE: Final[frozenset[str]] = frozenset()
# Of a section: its headers are read as such, the settings of a printer are nobody's concern here.
_SECTION: Final = tags("headerReference footerReference printerSettings sectPrChange")
_CELL: Final = tags("gridSpan vMerge hMerge tcPrChange")
_WRAPPERS: Final = tags("hyperlink smartTag customXml fldSimple sdt sdtContent bdo dir")
_SHELLS: Final = _WRAPPERS - {w("fldSimple")}  # show nothing when they hold nothing
_SILENT: Final = _SHELLS | tags(
    "bookmarkStart bookmarkEnd permStart permEnd commentRangeStart commentRangeEnd"
    " commentReference proofErr lastRenderedPageBreak footnoteRef endnoteRef separator"
    " continuationSeparator annotationRef t"
)
_OBJECTS: Final = tags("drawing pict object") | {
    ALTERNATE,
    m("oMath"),
    m("oMathPara"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph, or one edge of a table.

    Shape:   `place` says where it stands ("body", "body/table/row/cell", "footnote", "textbox",
             "header default"); `text` as printed; `things` the keys of its objects and field codes,
             in order, what stands around its letters (`holders`), "section" where it ends one;
             `looks` its properties and its runs', those of the table, row, cell or section, as keys
             that are equal for equal looks.
    """

    place: str
    text: str
    things: tuple[str, ...] = ()
    looks: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a settled package says.

    Shape:   stories by name: "body", "footnotes", "endnotes" (in the order of their references),
             "textboxes", "headers" (what each section shows, blank ones left out), and "comments"
             (in the order of their references).
    """

    stories: dict[str, tuple[Line, ...]]


def read(package: Package, memory: Memory) -> Reading:
    """The reading of a settled package; `memory` is shared by the readings that are compared."""
    return _Reader(mended(package), memory).reading()


class _Reader:
    def __init__(self, package: Package, memory: Memory) -> None:
        self._package = package
        self._memory = memory
        self._styles = _names(package, memory.styles)
        self._lists = _lists(package, self._styles, memory.lists)
        # Word counts the notes anew: which note stands here matters, not its number.
        self._marks = {x: number and NOTE_SIGN for x, number in note_marks(package).items()}
        self._keys = Keys(package, self._styles, self._lists)
        self._boxes: list[_Element] = []
        self._notes: dict[str, list[_Element]] = {"footnote": [], "endnote": []}
        self._comments: dict[str, None] = {}
        self._halves: dict[str, frozenset[_Element]] = {}
        self._written: dict[str, tuple[Written, Dialect]] = {}
        self._dialects: dict[bytes, Dialect] = {}

    def reading(self) -> Reading:
        """The lines of every story, by the story's kind."""
        main = self._package.main
        body = self._package.part(main).find(w("body"))
        found = {"body": tuple(self._body(body, main)) if body is not None else ()}
        found["textboxes"] = tuple(self._text_boxes(main))
        for kind in ("footnote", "endnote"):
            found[kind + "s"] = tuple(self._note_lines(kind))
        found["headers"] = tuple(self._headers())
        found["comments"] = tuple(self._comment_lines())
        return Reading(found)

    def _text_boxes(self, part: str) -> Iterator[Line]:
        while self._boxes:
            waiting, self._boxes = self._boxes, []
            for box in waiting:
                yield Line("textbox", "")
                yield from self._story(box, part, "textbox")

    def _note_lines(self, kind: str) -> Iterator[Line]:
        for part in self._package.related(self._package.main, kind + "s")[:1]:
            notes = {x.get(ID): x for x in self._package.part(part).iterchildren(w(kind))}
            for reference in self._notes[kind]:
                note = notes.get(reference.get(ID))
                yield Line(kind, "")
                if note is None:
                    yield _implied(kind)
                else:
                    yield from self._story(note, part, kind)
                    yield from self._text_boxes(part)

    def _comment_lines(self) -> Iterator[Line]:
        """A line for each comment: that it is resolved is a matter of looks."""
        known = comments(self._package) if self._comments else {}
        for number in self._comments:
            if number in known:
                words, things = said(known[number], known, self._keys)
                yield Line("comment", words, things, "resolved" if known[number].done else "")

    def _headers(self) -> Iterator[Line]:
        for shown in sections.shown(self._package):
            for kind, page in sorted(shown):
                part = shown[kind, page]
                root = self._package.part(part)
                lines = [*self._story(root, part, kind), *self._text_boxes(part)]
                if any(x.text.strip() or x.things for x in lines):
                    yield Line(f"{kind} {page}", "")
                    yield from lines

    # ------------------------------------------------------------------ containers

    def _body(self, body: _Element, main: str) -> Iterator[Line]:
        yield from self._story(body, main, "body")
        last = body.find(SECTPR)
        yield Line("body/section", "", (), self._keys.properties(last, main, _SECTION))

    def _story(self, story: _Element, part: str, place: str) -> Iterator[Line]:
        """The lines of a story or a cell; one that ends with a table, or holds nothing, is shown
        with an empty paragraph behind it.
        """
        last: Line | None = None
        for line in self._container(story, part, place):
            yield line
            last = line
        if last is None or last.place == f"{place}/table end":
            yield _implied(place)

    def _container(self, container: _Element, part: str, place: str) -> Iterator[Line]:
        for child in container:
            tag = child.tag
            if tag == P:
                yield self._paragraph(child, part, place)
            elif tag == TBL:
                yield from self._table(child, part, place)
            elif tag in (w("sdt"), w("sdtContent"), w("customXml")):
                yield from self._container(child, part, place)
            elif tag == ALTERNATE:
                version = chosen(child)
                yield from () if version is None else self._container(version, part, place)
            elif tag in (w("altChunk"), w("subDoc")):
                yield Line(f"{place}/embedded", "", (f"file {self._keys.of(child, part)}",))

    def _table(self, table: _Element, part: str, place: str) -> Iterator[Line]:
        rows = [*_through(table, TR)]
        if not rows:
            return  # Word shows nothing of a table without rows
        frame = (self._keys.properties(table.find(x), part, _NONE) for x in _TABLE)
        yield Line(f"{place}/table", "", (), "\n".join(frame))
        for row in rows:
            set_ = (self._keys.properties(row.find(x), part, _NONE) for x in _ROW)
            yield Line(f"{place}/table/row", "", (), "\n".join(set_))
            for cell in _through(row, TC):
                own = cell.find(_TCPR)
                looks = self._keys.properties(own, part, _CELL)
                yield Line(f"{place}/table/row/cell", "", (_frame(own),), looks)
                yield from self._story(cell, part, f"{place}/table/row/cell")
        yield Line(f"{place}/table end", "")

    def _paragraph(self, paragraph: _Element, part: str, place: str) -> Line:
        raw, dialect = self._bare(paragraph, part)
        form = self._memory.form(raw)
        if form.special or (form.fields and self._halves_in(part)):
            self._boxes.extend(boxes(paragraph))
            return Line(place, *self._read(paragraph, part))
        named = *map(self._styles, form.styles), *map(self._lists, form.lists)
        key = form.clean, dialect, named
        found = self._memory.said.get(key)
        if found is None:
            found = self._memory.said[key] = self._read(paragraph, part)
        return Line(place, *found)

    def _bare(self, paragraph: _Element, part: str) -> tuple[bytes, Dialect]:
        """A paragraph's XML less its name and its namespaces; and what is odd about these."""
        known = self._written.get(part)
        if known is None:
            root = self._package.part(part)
            known = self._written[part] = Written(root), self._memory.dialect(root)
        raw = known[0].alone(paragraph)
        if raw is not None:
            return raw, known[1]
        declared, raw = bare(paragraph)
        dialect = self._dialects.get(declared)
        if dialect is None:
            dialect = self._dialects[declared] = self._memory.dialect(paragraph)
        return raw, dialect

    def _halves_in(self, part: str) -> frozenset[_Element]:
        """The marks and codes of half fields, which print nothing and which settling takes out."""
        found = self._halves.get(part)
        if found is None:
            found = self._halves[part] = frozenset(strays(self._package.part(part)))
        return found

    def _read(self, paragraph: _Element, part: str) -> Read:
        leaves = atoms(paragraph, self._marks)
        text = "".join(x.text for x in leaves)
        things, looks = tuple(self._things(leaves, part)), self._looks(paragraph, leaves, part)
        if any(x.wrappers or x.node.tag == _DELIMITER for x in leaves):
            things += holders(leaves, lambda link: target(self._package, part, link))
        own = first_child(paragraph, PPR)
        section = None if own is None else first_child(own, SECTPR)
        if section is not None:
            things = *things, "section"
            looks += self._keys.properties(section, part, _SECTION)
        return text, things, looks

    def _things(self, leaves: Sequence[Atom], part: str) -> Iterator[str]:
        seen: _Element | None = None
        tags = [x.node.tag for x in leaves]
        unseen = self._halves_in(part) | (
            _link_marks(leaves) if _DELIMITER in tags else frozenset()
        )
        for atom, tag in zip(leaves, tags, strict=True):
            if tag == T and not atom.wrappers:
                seen = atom.node
                continue
            if atom.node in unseen:
                continue
            if tag == REFERENCE:
                self._comments[atom.node.get(ID) or ""] = None
            whole = next((x for x in atom.wrappers if x.tag not in _WRAPPERS), atom.node)
            if whole is seen:
                continue
            seen = whole
            if whole.tag in REFERENCES:
                self._notes[REFERENCES[str(whole.tag)]].append(whole)
                yield "note"
            elif whole.tag in _OBJECTS:
                yield f"{local(whole.tag)} {self._keys.of(whole, part, shell=True)}"
            elif whole.tag == w("instrText"):
                yield f"code {(whole.text or '').strip()}"
            elif whole.tag == _DELIMITER and len(whole):
                yield f"form {self._keys.of(whole, part)}"
            elif whole.tag not in _SILENT and whole.tag not in CHARACTERS:
                yield local(whole.tag)

    def _looks(self, paragraph: _Element, leaves: Sequence[Atom], part: str) -> str:
        found = [self._keys.properties(first_child(paragraph, PPR), part, _APART)]
        before: str | None = None
        run: _Element | None = None
        looks = ""
        for atom in leaves:
            if not atom.text or atom.node.tag not in _LETTERS:
                continue
            if atom.run is not run:  # one search a run: it may hold very many leaves
                run = atom.run
                own = None if run is None else first_child(run, RPR)
                looks = self._keys.properties(own, part, _NONE)
            if looks != before:
                found.append(looks)
                before = looks
            found.append(str(len(atom.text)))
        return _joined(found)


def _implied(place: str) -> Line:
    """The empty paragraph that a story shows although it is not written."""
    return Line(place, "", (), _joined([""]))


def _link_marks(leaves: Sequence[Atom]) -> frozenset[_Element]:
    """The delimiters and codes of the fields that are nothing but links: some files write the same
    links as elements.
    """
    found: list[_Element] = []
    open_: list[list[_Element]] = []
    for leaf in leaves:
        kind = leaf.node.get(w("fldCharType")) if leaf.node.tag == _DELIMITER else ""
        if kind == "begin":
            open_.append([])
        if open_ and (kind or leaf.node.tag == _CODE):
            open_[-1].append(leaf.node)
        if open_ and kind == "end":
            nodes = open_.pop()
            code = "".join(x.text or "" for x in nodes if x.tag == _CODE)
            found.extend(nodes if target_of_code(code) is not None else ())
    return frozenset(found)


def _joined(found: Sequence[str]) -> str:
    """The looks with the lengths of neighbouring stretches of one look added up."""
    out: list[str] = []
    total = 0
    for item in found:
        if item.isdigit():
            total += int(item)
            continue
        out.append(f"{total}|{item}")
        total = 0
    return "\n".join([*out, str(total)])


def boxes(element: _Element) -> Iterator[_Element]:
    """The outermost text boxes under an element, those of fall-back copies left out."""
    for child in element:
        if child.tag == BOXES:
            yield child
        elif child.tag != FALLBACK:
            yield from boxes(child)


def _through(element: _Element, tag: str) -> Iterator[_Element]:
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in (w("sdt"), w("sdtContent"), w("customXml")):
            yield from _through(child, tag)
        elif child.tag == ALTERNATE:
            version = chosen(child)
            yield from () if version is None else _through(version, tag)


def _frame(cell: _Element | None) -> str:
    """How a cell with these properties is merged with others."""
    if cell is None:
        return "1"
    span, merged = (cell.find(w(x)) for x in ("gridSpan", "vMerge"))
    across = "1" if span is None else span.get(VAL) or "1"
    down = "" if merged is None else merged.get(VAL, "continue")
    return f"{across}{down}"


def _names(package: Package, known: dict[tuple[bytes, ...], dict[str, str]]) -> Mapper:
    written = tuple(package.data(x) for x in package.related(package.main, "styles"))
    names = known.get(written)
    if names is None:
        names = {x.get(w("styleId"), ""): style_name(x)[1] for x in styles(package)}
        known[written] = names
    return lambda key: names.get(key, key)


def _lists(package: Package, named: Mapper, numbers: dict[str, str]) -> Mapper:
    lists = definitions(package, named)
    short = {x: numbers.setdefault(said, f"list {len(numbers)}") for x, said in lists.items()}
    return lambda key: short.get(key, key)
