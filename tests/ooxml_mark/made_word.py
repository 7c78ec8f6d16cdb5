"""Small Word files made for the tests: a value for what stands in one, and the file itself."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from lxml import etree
from lxml.etree import _Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OFFICE = R + "/"
WML = "application/vnd.openxmlformats-officedocument.wordprocessingml."
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
NAMES = (
    f'xmlns:w="{W}" xmlns:r="{R}"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def text(words: str) -> str:
    """The run content that prints the words: TAB and LF as elements."""
    found = []
    for piece in words.replace("\t", "\0\t\0").replace("\n", "\0\n\0").split("\0"):
        if piece == "\t":
            found.append("<w:tab/>")
        elif piece == "\n":
            found.append("<w:br/>")
        elif piece:
            found.append(f'<w:t xml:space="preserve">{escape(piece)}</w:t>')
    return "".join(found)


def run(words: str, look: str = "") -> str:
    """A run with the run properties that `look` names ("b", "i", "b i")."""
    looks = "".join(f"<w:{x}/>" for x in look.split())
    return f"<w:r>{f'<w:rPr>{looks}</w:rPr>' if looks else ''}{text(words)}</w:r>"


def p(*content: str, style: str = "", jc: str = "", section: str = "") -> str:
    """A paragraph; content that is no XML is a plain run."""
    inner = "".join(x if x.startswith("<") else run(x) if x else "" for x in content)
    own = f"<w:pStyle w:val={quoteattr(style)}/>" if style else ""
    own += f"<w:jc w:val={quoteattr(jc)}/>" if jc else ""
    own += section
    return f"<w:p>{f'<w:pPr>{own}</w:pPr>' if own else ''}{inner}</w:p>"


def tbl(*rows: list[str], widths: int = 0) -> str:
    """A table; each cell is a paragraph's words or blocks in XML."""
    wide = widths or max((len(x) for x in rows), default=1)
    grid = '<w:gridCol w:w="1000"/>' * wide
    body = "".join(
        "<w:tr>" + "".join(f"<w:tc>{_cell(x)}</w:tc>" for x in row) + "</w:tr>" for row in rows
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def _cell(content: str) -> str:
    return content if content.startswith("<") else p(content)


def span(words: str, columns: int) -> str:
    """A cell's content that reaches over several columns."""
    return f'<w:tcPr><w:gridSpan w:val="{columns}"/></w:tcPr>{p(words)}'


def down(words: str, first: bool) -> str:
    """A cell's content that is merged with the cells below (the first) or above it."""
    value = ' w:val="restart"' if first else ""
    return f"<w:tcPr><w:vMerge{value}/></w:tcPr>{p(words)}"


def sectpr(columns: int) -> str:
    """A section's properties, to be given to `p`."""
    return f'<w:sectPr><w:cols w:num="{columns}"/></w:sectPr>'


def open_fld(code: str, result: str) -> str:
    """The beginning of a complex field and of its result."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = f"<w:r><w:instrText>{escape(code)}</w:instrText></w:r>"
    return f"{mark.format('begin')}{code}{mark.format('separate')}{run(result)}"


def close_fld() -> str:
    """The end of a complex field."""
    return '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def sdt(*blocks: str, tag: str = "") -> str:
    """A content control around blocks, or around runs."""
    own = f"<w:sdtPr><w:tag w:val={quoteattr(tag)}/></w:sdtPr>" if tag else "<w:sdtPr/>"
    return f"<w:sdt>{own}<w:sdtContent>{''.join(blocks)}</w:sdtContent></w:sdt>"


def note(number: int | str, kind: str = "footnote") -> str:
    """A run with a reference to a note."""
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def bookmark(number: int, name: str, *content: str) -> str:
    """Runs inside a bookmark."""
    inner = "".join(content)
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="{number}"/>'
    )


def fld(code: str, result: str) -> str:
    """A complex field."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return (
        f"{mark.format('begin')}<w:r><w:instrText>{escape(code)}</w:instrText></w:r>"
        f"{mark.format('separate')}{run(result)}{mark.format('end')}"
    )


def box(*blocks: str) -> str:
    """A run with a text box, in DrawingML and in VML."""
    inner = f"<w:txbxContent>{''.join(blocks)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"<wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline>"
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


def math(letters: str) -> str:
    """An equation."""
    return f"<m:oMath><m:r><m:t>{escape(letters)}</m:t></m:r></m:oMath>"


def link(words: str, anchor: str) -> str:
    """A link to a bookmark."""
    return f'<w:hyperlink w:anchor="{anchor}">{run(words)}</w:hyperlink>'


def image(relation: str) -> str:
    """A run with a picture."""
    return (
        "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><a:blip"
        f' r:embed="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


@dataclass
class Word:
    """What stands in a Word file.

    Shape:   blocks in XML; notes by id, each the blocks of one note; `headers` by page; `media` and
             `links` by relationship id; `names` what the body declares.
    """

    body: list[str]
    footnotes: dict[int | str, list[str]] = field(default_factory=dict)
    endnotes: dict[int | str, list[str]] = field(default_factory=dict)
    styles: list[str] = field(default_factory=list)
    numbering: str = ""
    headers: dict[str, list[str]] = field(default_factory=dict)
    media: dict[str, bytes] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    names: str = NAMES

    def save(self) -> bytes:
        """The file."""
        parts: dict[str, bytes] = {}
        types: list[str] = []
        arrows: list[str] = []

        def add(name: str, kind: str, xml: str, key: str) -> None:
            parts[f"word/{name}"] = (HEAD + xml).encode()
            types.append(f'<Override PartName="/word/{name}" ContentType="{WML}{kind}+xml"/>')
            arrows.append(f'<Relationship Id="{key}" Type="{OFFICE}{kind}" Target="{name}"/>')

        refs = ""
        for number, (page, blocks) in enumerate(sorted(self.headers.items())):
            key = f"rIdH{number}"
            add(f"header{number}.xml", "header", f"<w:hdr {NAMES}>{''.join(blocks)}</w:hdr>", key)
            refs += f'<w:headerReference w:type="{page}" r:id="{key}"/>'
        for kind, notes in (("footnotes", self.footnotes), ("endnotes", self.endnotes)):
            if notes:
                inner = "".join(
                    f'<w:{kind[:-1]} w:id="{i}">{"".join(x)}</w:{kind[:-1]}>'
                    for i, x in notes.items()
                )
                add(f"{kind}.xml", kind, f"<w:{kind} {NAMES}>{inner}</w:{kind}>", f"rId{kind}")
        if self.styles:
            add(
                "styles.xml",
                "styles",
                f"<w:styles {NAMES}>{''.join(self.styles)}</w:styles>",
                "rIdS",
            )
        if self.numbering:
            xml = f"<w:numbering {NAMES}>{self.numbering}</w:numbering>"
            add("numbering.xml", "numbering", xml, "rIdN")
        for key, data in self.media.items():
            parts[f"word/media/{key}.png"] = data
            arrows.append(
                f'<Relationship Id="{key}" Type="{OFFICE}image" Target="media/{key}.png"/>'
            )
        for key, address in self.links.items():
            arrows.append(
                f'<Relationship Id="{key}" Type="{OFFICE}hyperlink" Target="{address}"'
                ' TargetMode="External"/>'
            )
        section = f"<w:sectPr>{refs}</w:sectPr>" if refs else ""
        document = (
            f"<w:document {self.names}><w:body>{''.join(self.body)}{section}</w:body></w:document>"
        )
        parts["word/document.xml"] = (HEAD + document).encode()
        return _zipped(parts, types, arrows)


def _zipped(parts: dict[str, bytes], types: list[str], arrows: list[str]) -> bytes:
    rels = "http://schemas.openxmlformats.org/package/2006/relationships"
    content = "http://schemas.openxmlformats.org/package/2006/content-types"
    parts["[Content_Types].xml"] = (
        f'{HEAD}<Types xmlns="{content}"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/word/document.xml" ContentType="{WML}document.main+xml"/>'
        f"{''.join(types)}</Types>"
    ).encode()
    parts["_rels/.rels"] = (
        f'{HEAD}<Relationships xmlns="{rels}"><Relationship Id="rId1" Type="{OFFICE}officeDocument"'
        ' Target="word/document.xml"/></Relationships>'
    ).encode()
    parts["word/_rels/document.xml.rels"] = (
        f'{HEAD}<Relationships xmlns="{rels}">{"".join(arrows)}</Relationships>'
    ).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(parts):
            archive.writestr(zipfile.ZipInfo(name), parts[name])
    return out.getvalue()


def shown(element: _Element) -> str:
    """The marked content of a part, for reading: [-gone-] [+come+] {-moved from-} {+moved to+}, one
    line a paragraph.

    Shape:   a paragraph ends with ¶ and the sign of its mark; * stands where formatting was
             changed; rows are in ( ) with their sign; cells say what became of them: +cell, -cell,
             ~cell for one merged with others anew.
    """
    return "\n".join(_lines(element))


_SIGNS = {
    "ins": ("[+", "+]"),
    "del": ("[-", "-]"),
    "moveFrom": ("{-", "-}"),
    "moveTo": ("{+", "+}"),
}


def _lines(element: _Element) -> Iterator[str]:
    for child in element:
        name = etree.QName(child).localname
        if name == "p":
            mark = child.find(f"{{{W}}}pPr/{{{W}}}rPr")
            signs = [k for k in _SIGNS if mark is not None and mark.find(f"{{{W}}}{k}") is not None]
            change = "*" if child.find(f"{{{W}}}pPr/{{{W}}}pPrChange") is not None else ""
            yield _inline(child) + "¶" + "".join(_SIGNS[k][0][1] for k in signs) + change
        elif name == "tr":
            own = child.find(f"{{{W}}}trPr")
            signs = [
                k for k in ("ins", "del") if own is not None and own.find(f"{{{W}}}{k}") is not None
            ]
            inner = " | ".join("/".join(_lines(x)) + _fate(x) for x in child.iter(f"{{{W}}}tc"))
            yield f"({inner})" + "".join(_SIGNS[k][0][1] for k in signs)
        elif name in ("tbl", "sdt", "sdtContent", "body"):
            yield from _lines(child)


_FATES = {"cellIns": " +cell", "cellDel": " -cell", "cellMerge": " ~cell"}


def _fate(cell: _Element) -> str:
    own = [etree.QName(x).localname for x in cell.iterfind(f"{{{W}}}tcPr/*")]
    return "".join(_FATES.get(x, "") for x in own)


def _inline(element: _Element) -> str:
    found = ""
    for child in element:
        name = etree.QName(child).localname
        if name in _SIGNS:
            start, stop = _SIGNS[name]
            found += f"{start}{_inline(child)}{stop}"
        elif name in ("t", "delText"):
            found += child.text or ""
        elif name == "rPrChange":
            found += "*"
        elif name in ("tab", "br"):
            found += {"tab": "→", "br": "↵"}[name]
        elif name in ("footnoteReference", "endnoteReference"):
            found += f"†{child.get(f'{{{W}}}id')}"
        elif name in ("instrText", "delInstrText"):
            found += f"<{(child.text or '').strip()}>"
        elif name == "drawing":
            found += "▣"
        elif name not in ("pPr", "Fallback"):
            found += _inline(child)
    return found
