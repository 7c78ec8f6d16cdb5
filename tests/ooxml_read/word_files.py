"""Small Word files, made from the XML that a test is about."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from lxml import etree

from resdiff.model import View
from resdiff.ooxml import Package, has_revisions, settle, stories
from resdiff.ooxml.names import MC, A, M, R, W, w

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"

MAIN = "word/document.xml"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_KINDS = {
    "word/document.xml": "document.main",
    "word/footnotes.xml": "footnotes",
    "word/endnotes.xml": "endnotes",
    "word/styles.xml": "styles",
    "word/numbering.xml": "numbering",
    "word/settings.xml": "settings",
    "word/comments.xml": "comments",
    "word/header1.xml": "header",
}
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:m="{M}" xmlns:mc="{MC}" xmlns:a="{A}" xmlns:w14="{W14}"'
)


def document(body: str) -> str:
    """A main part with this body."""
    return f"<w:document {SPACES}><w:body>{body}</w:body></w:document>"


def part(name: str, content: str) -> str:
    """Another part: `part("footnotes", …)`."""
    return f"<w:{name} {SPACES}>{content}</w:{name}>"


def entries(body: str, parts: Mapping[str, str] | None = None) -> dict[str, bytes]:
    """The entries of a Word file with this body and these other parts."""
    files = {MAIN: document(body), **(parts or {})}
    kinds = {n: k for n, k in _KINDS.items() if n in files}
    types = "".join(
        f'<Override PartName="/{n}" ContentType="{_WORD}.{k}+xml"/>' for n, k in kinds.items()
    )
    arrows = "".join(
        f'<Relationship Id="rId{i}" Type="{R}/{k}" Target="{n.removeprefix("word/")}"/>'
        for i, (n, k) in enumerate(kinds.items(), 1)
        if n != MAIN
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    all_files = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" ContentType="application/'
            f'vnd.openxmlformats-package.relationships+xml"/>{types}</Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{relations}"><Relationship Id="rId1" '
            f'Type="{R}/officeDocument" Target="{MAIN}"/></Relationships>'
        ),
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{relations}">{arrows}</Relationships>'
        ),
        **files,
    }
    return {n: (head + x).encode() for n, x in all_files.items()}


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these entries, in this order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


def docx(body: str, parts: Mapping[str, str] | None = None) -> bytes:
    """A whole Word file."""
    return zipped(entries(body, parts))


def package(body: str, parts: Mapping[str, str] | None = None) -> Package:
    """A whole Word file, opened."""
    return Package.open(docx(body, parts), "test.docx")


def texts(opened: Package, kind: str = "document") -> list[str]:
    """The paragraph texts of a story."""
    return [x.text for s in stories(opened) if s.kind == kind for x in s.paragraphs]


def p(*content: str, mark: str = "") -> str:
    """A paragraph; `mark` is "ins" or "del" for its paragraph mark."""
    marked = f"<w:pPr><w:rPr><w:{mark} {BY}/></w:rPr></w:pPr>" if mark else ""
    return f"<w:p>{marked}{''.join(content)}</w:p>"


BY = 'w:id="1" w:author="Ann" w:date="2024-05-01T10:00:00Z"'
BOB = 'w:id="2" w:author="Bob" w:date="2024-06-01T10:00:00Z"'


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def ins(text: str, by: str = BY) -> str:
    """An inserted run."""
    return f"<w:ins {by}>{r(text)}</w:ins>"


def dele(text: str, by: str = BY) -> str:
    """A deleted run."""
    return f'<w:del {by}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def both(body: str, parts: dict[str, str] | None = None) -> tuple[Package, Package]:
    """The accepted and the rejected package, neither with a revision left."""
    opened = package(body, parts)
    accepted, rejected = settle(opened, View.FINAL), settle(opened, View.ORIGINAL)
    assert not has_revisions(accepted)
    assert not has_revisions(rejected)
    return accepted, rejected


def settled_xml(opened: Package, name: str = MAIN) -> str:
    """The content of the body (or of another part's root), without name spaces and prefixes."""
    root = opened.part(name)
    body = root.find(w("body"))
    text = "".join(etree.tostring(x, encoding="unicode") for x in (root if body is None else body))
    for prefix in ("w", "r", "m", "mc", "a", "w14"):
        text = text.replace(f"<{prefix}:", "<").replace(f"</{prefix}:", "</")
        text = text.replace(f" {prefix}:", " ")
    head = text.find(" xmlns:")
    while head >= 0:
        stop = text.index('"', text.index('"', head) + 1)
        text = text[:head] + text[stop + 1 :]
        head = text.find(" xmlns:")
    return text.replace(' xml:space="preserve"', "")
