"""Reads a web page: saved from a browser, or from Word as filtered HTML; also one saved with its
pictures in one file (MHTML)."""

from __future__ import annotations

import re
from dataclasses import field
from typing import Final

from lxml import etree

from resdiff.errors import EmptyFile, UnknownFormat, Unsafe
from resdiff.model import Cell, Notice, View
from resdiff.parsers.content import Content
from resdiff.parsers.flow import Flow, Look
from resdiff.parsers.links import Notes, find_notes
from resdiff.parsers.lists import Counter, list_counter
from resdiff.parsers.recognition import is_archive
from resdiff.parsers.struck import is_drawn, left_out
from resdiff.values import dataclass, replace

PART = "html"
BLOCKS: Final = frozenset(
    """
    address article aside blockquote body caption center dd details dialog div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main nav ol p pre
    section summary table tbody td tfoot th thead tr ul
    """.split()  # noqa: SIM905 (a table to read)
)
NOT_PRINTED: Final = frozenset(
    """
    head script style nav template noscript svg math select option datalist button iframe object
    audio video canvas textarea input meta link title base map area applet frameset
    """.split()  # noqa: SIM905 (a table to read)
)
_NOT_PRINTED_ROLES: Final = frozenset({"navigation", "search"})
_RUNNING: Final = {"header": "header", "footer": "footer"}
_RUNNING_ROLES: Final = {"banner": "header", "contentinfo": "footer"}
_ITALIC: Final = frozenset({"i", "em", "cite", "dfn", "var"})
_BOLD: Final = frozenset({"b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"})
_LEFT_OUT: Final = {View.FINAL: "del", View.ORIGINAL: "ins"}
_TWIPS: Final = {"pt": 20, "px": 15, "cm": 567, "mm": 56.7, "in": 1440, "em": 240, "rem": 240}
_LENGTH = re.compile(r"(-?\d{1,5}(?:\.\d{1,6})?)(pt|px|cm|mm|in|em|rem)$")
_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?([\w.:-]+)""")
_HIDDEN = re.compile(r"display:none|visibility:hidden|mso-hide:all")
STEP = 567  # twips that a nested list stands further in: one centimetre, as the ITU's styles do


def content(data: bytes, name: str, view: View) -> Content:
    """A block for each paragraph, item and cell of the page's text; menus, scripts and what is
    hidden are left out.

    Shape:   <ins> and <del> are tracked changes; without them, what is struck is deleted and what
             is underlined inserted. Notes that link to and fro with their marks are notes; page
             headers and footers are "header" and "footer".
    Raises:  EmptyFile when nothing is printed; Unsafe for nesting without end.
    """
    root = tree(data, name)
    page = _Page(root, view)
    for event, node in page.events:
        page.meet(event, node)
    blocks = page.flow.blocks()
    if not any(block.text.strip() for block in blocks):
        raise EmptyFile(f"{name} is a web page without text")
    return Content(blocks, (_drawn_notice(name),) if page.drawn else ())


def _drawn_notice(name: str) -> Notice:
    said = (
        f"{name} tracks no changes, but words in it are struck: these are read as deleted,"
        " underlined ones as inserted"
    )
    return Notice("drawn-redline", said)


def has_changes(data: bytes, name: str) -> bool:
    """Whether the page marks insertions or deletions, or draws them."""
    root = tree(data, name)
    return next(root.iter("ins", "del"), None) is not None or is_drawn(root)


def tree(data: bytes, name: str) -> etree._Element:
    """The page as a tree, whatever its encoding and faults.

    Raises:  EmptyFile; Unsafe past the 2,048 levels that libxml2 reads.
    """
    text = decode(_page_of_archive(data, name)).replace("\0", "\ufffd")
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise Unsafe(f"{name} nests elements more than 2,048 deep")
    if root is None:
        raise EmptyFile(f"{name} is a web page without text")
    return root


def decode(data: bytes) -> str:
    """The text of a page: as its byte order mark or itself says, else in UTF-8 where it can be, or
    as the web's standard falls back (Windows-1252)."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    said = _CHARSET.search(data[:4096])
    names = ["utf-8-sig", *([said[1].decode("ascii", "replace")] if said else [])]
    for encoding in names:
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeError, ValueError):
            continue
    return data.decode("cp1252", "replace")


def _page_of_archive(data: bytes, name: str) -> bytes:
    """The page itself, taken out of an MHTML file where it is one.

    Raises:  UnknownFormat when such a file holds no page.
    """
    if not is_archive(data):
        return data
    from email import message_from_bytes

    for part in message_from_bytes(data).walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            if isinstance(page, bytes):
                return page
    raise UnknownFormat(f"{name} is a web archive without a page", "save it as HTML")


@dataclass(slots=True)
class _Table:
    """Where reading stands in a table: rows and columns from 0; `taken` the cells that span into
    rows to come."""

    number: int
    row: int = -1
    column: int = 0
    taken: set[tuple[int, int]] = field(default_factory=set)

    def next_cell(self, columns: int, rows: int) -> Cell:
        """The next free cell of the row; it takes as many columns and rows as it spans."""
        while (self.row, self.column) in self.taken:
            self.column += 1
        cell = Cell(self.number, max(self.row, 0), self.column)
        for down in range(1, rows):
            for across in range(columns):
                self.taken.add((self.row + down, self.column + across))
        self.column += columns
        return cell


class _Page:
    """One page while it is read, element by element."""

    def __init__(self, root: etree._Element, view: View) -> None:
        self.flow = Flow(PART)
        self.left_out = _LEFT_OUT[view]
        self.drawn = is_drawn(root)
        self.drawn_out = left_out(root, view)
        self.notes: Notes = find_notes(root)
        self.main = _main(root)
        self.looks = [Look() if self.main is None else Look(place="header")]
        self.lists: list[Counter | None] = []
        self.tables: list[_Table | None] = []
        self.count = 0
        self.events = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        self.skipped: etree._Element | None = None

    def meet(self, event: str, node: etree._Element) -> None:
        """Reads an element's start or end, and the text behind it."""
        if event == "start":
            self._start(node)
            return
        if event == "end":
            self._end(node)
        if node.tail and node.getparent() is not None:
            self.flow.add(node.tail, self.looks[-1])

    def _start(self, element: etree._Element) -> None:
        tag = str(element.tag)
        if tag in BLOCKS:
            self.flow.end()
        out = tag == self.left_out or element in self.drawn_out
        if tag in NOT_PRINTED or out or _is_hidden(element):
            self.looks.append(self.looks[-1])
            self._skip(element)
            return
        look = self._look(element, tag)
        self.looks.append(look)
        if element in self.notes.marks:
            printed, note = self.notes.marks[element]
            self.flow.mark(printed, note, look)
            self._skip(element)
        elif element in self.notes.backs:
            if self.notes.backs[element]:
                self.flow.add(self.notes.backs[element], look)
                self.flow.tab(look)
            self._skip(element)
        elif tag == "br":
            self.flow.line_end(look)
        elif _is_tab(element):
            self.flow.tab(look)
            self._skip(element)
        elif element.text:
            self.flow.add(element.text, look)

    def _skip(self, element: etree._Element) -> None:
        self.skipped = element
        self.events.skip_subtree()

    def _end(self, element: etree._Element) -> None:
        tag = str(element.tag)
        skipped, self.skipped = self.skipped is element, None
        if tag in BLOCKS:
            self.flow.end()
        self.looks.pop()
        if skipped:
            return
        if tag in ("ol", "ul"):
            self.lists.pop()
        elif tag == "table":
            self.tables.pop()

    def _look(self, element: etree._Element, tag: str) -> Look:
        """The form of what stands in the element; lists and tables are counted on the way."""
        look = self.looks[-1]
        if element is self.main:
            look = replace(look, place="body")
            self.looks = [replace(x, place="footer") for x in self.looks]
        elif self.main is None and (place := _running(element, tag)):
            look = replace(look, place=place)
        if element in self.notes.holders:
            look = replace(look, note=self.notes.holders[element])
        look = self._listed(element, tag, look)
        return _formed(element, tag, look)

    def _listed(self, element: etree._Element, tag: str, look: Look) -> Look:
        if tag in ("ol", "ul"):
            self.lists.append(list_counter(element))
            return replace(look, left=look.left + STEP)
        if tag == "li":
            counter = self.lists[-1] if self.lists else None
            self.flow.label = counter.label(element) if counter is not None else ""
        elif tag == "table":
            self.tables.append(self._table(element))
        elif self.tables and (table := self.tables[-1]) is not None:
            if tag == "tr":
                table.row, table.column = table.row + 1, 0
            elif tag in ("td", "th"):
                spans = [_count(element.get(x)) for x in ("colspan", "rowspan")]
                return replace(look, cell=table.next_cell(*spans))
        return look

    def _table(self, element: etree._Element) -> _Table | None:
        """A table of its own; None for one that only sets the page out."""
        sets_out = any(x is not element for x in element.iter("table", "main"))
        if sets_out or element.get("role") == "presentation":
            return None
        self.count += 1
        return _Table(self.count - 1)


def _main(root: etree._Element) -> etree._Element | None:
    """The element that says it holds the page's main text, where just one does."""
    found = [x for x in root.iter("*") if x.tag == "main" or x.get("role") == "main"]
    return found[0] if len(found) == 1 else None


def _running(element: etree._Element, tag: str) -> str:
    """Where a page's own header or footer stands; "" for an article's, and for all else."""
    place = _RUNNING_ROLES.get(element.get("role") or "") or _RUNNING.get(tag, "")
    inside = place and next(element.iterancestors("article", "section"), None) is not None
    return "" if inside else place


def _is_hidden(element: etree._Element) -> bool:
    if element.get("hidden") is not None or element.get("role") in _NOT_PRINTED_ROLES:
        return True
    style = element.get("style")
    return style is not None and _HIDDEN.search(re.sub(r"\s", "", style.lower())) is not None


def _is_tab(element: etree._Element) -> bool:
    return "mso-tab-count" in (element.get("style") or "")


def _count(said: str | None) -> int:
    """A span, between 1 and what the HTML standard bounds it to."""
    return min(max(int(said), 1), 1000) if said and said.isascii() and said.isdigit() else 1


def _formed(element: etree._Element, tag: str, look: Look) -> Look:
    style = _declarations(element.get("style"))
    slant, weight = style.get("font-style", ""), style.get("font-weight", "")
    align = style.get("text-align") or (element.get("align") or "").lower()
    return replace(
        look,
        style=_style_name(element, tag) or look.style,
        italic=slant != "normal" and (look.italic or tag in _ITALIC or slant == "italic"),
        bold=weight != "normal" and (look.bold or tag in _BOLD or weight in ("bold", "700")),
        raised=look.raised or tag == "sup" or style.get("vertical-align") == "super",
        kept=look.kept or tag == "pre" or style.get("white-space", "").startswith("pre"),
        centred=align == "center" if align else look.centred or tag == "center",
        left=look.left + _twips(style.get("margin-left", "")),
        first=_twips(style.get("text-indent", "")) or look.first,
    )


def _style_name(element: etree._Element, tag: str) -> str:
    """The paragraph's style: what Word calls it, or the heading's level."""
    if tag not in BLOCKS:
        return ""
    if re.fullmatch(r"h[1-6]", tag):
        return f"heading {tag[1]}"
    names = (element.get("class") or "").split()
    return names[0].removeprefix("Mso") if names and tag in ("p", "li") else ""


def _declarations(style: str | None) -> dict[str, str]:
    pairs = (x.partition(":") for x in (style or "").lower().split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs}


def _twips(length: str) -> int:
    found = _LENGTH.match(length)
    return round(float(found[1]) * _TWIPS[found[2]]) if found else 0
