"""The resolutions of this folder as Word files of several builds, none in the house template."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from xml.sax.saxutils import escape

from six_texts import MARK, NOTE

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WML = "application/vnd.openxmlformats-officedocument.wordprocessingml."
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
SIGNED = 'w:author="RCC" w:date="2024-09-16T00:00:00Z"'
BUILDS = ("typed", "spaced", "automatic", "bare")
LABEL = re.compile(r"([^\t]{1,10})\t(.*)", re.DOTALL)
LEVELS = (  # a label as printed, its w:numFmt, its w:lvlText
    (re.compile(r"[a-zа-я]\)"), "lowerLetter", "%L)"),
    (re.compile(r"[\u0621-\u064a]\S? ?\)"), "arabicAbjad", "%L)"),
    (re.compile(r"\d+"), "decimal", "%L"),
    (re.compile(r"\d+\.1"), "decimal", "%1.%2"),
    (re.compile(r"'\d+'"), "decimal", "'%L'"),
    (re.compile(r"[–-]"), "bullet", "–"),
)
ROMAN = re.compile(r"[ivx]+\)")


def word(marked: str, build: str, language: str) -> bytes:
    """A marked or settled text as a Word file; marks are tracked changes.

    Shape:   `build` "typed" (label TAB text, calls italic, head centred), "spaced" (label and
             blanks), "automatic" (Word counts the labels; for a text without marks), "bare" (no
             form at all). Notes are real footnotes, tables real tables, no build has styles.
    """
    made = _Word(build, language == "ar")
    lines = [line for line in marked.split("\n") if line.strip()]
    for at, line in enumerate(lines):
        made.line(line, at)
    return made.save()


class _Word:
    def __init__(self, build: str, right_to_left: bool) -> None:
        self.build, self.bidi = build, right_to_left
        self.body: list[str] = []
        self.rows: list[str] = []
        self.notes: list[str] = []
        self.lists: list[list[tuple[str, str]]] = []
        self.listed = False

    def line(self, line: str, at: int) -> None:
        whole = MARK.fullmatch(line)
        fate = "" if whole is None else "ins" if whole[1] is not None else "del"
        plain = MARK.sub(lambda m: m[1] or m[2] or "", line)
        if plain.startswith("|"):
            self.rows.append(self._row(line if not fate else plain, fate))
            return
        self._end_table()
        label = LABEL.match(plain)
        self.listed = self.listed and label is not None
        own = ""
        if at < 5 and label is None:
            own = '<w:jc w:val="center"/>'
        elif label and self.build == "automatic" and at and (number := self._number(label[1])):
            own, line = number, label[2]
        elif label and self.build == "spaced" and at:
            line = line.replace("\t", "  ", 1)
        call = label is None and at > 3 and plain[-1] not in ",.;，。；،؛)）" and len(plain) < 200
        look = "<w:i/>" if call and self.build != "bare" else ""
        self.body.append(self._paragraph(line, "" if self.build == "bare" else own, look, fate))

    def _number(self, label: str) -> str:
        """The numbering of a paragraph whose label Word counts; "" where it cannot."""
        if re.search(r"bis|бис|之|مكرر", label):
            return ""
        if not self.listed:
            self.lists.append([])
            self.listed = True
        levels = self.lists[-1]
        roman = bool(ROMAN.fullmatch(label)) and bool(levels)
        kinds = [(f, t) for p, f, t in LEVELS if p.fullmatch(label)]
        decimal = bool(re.fullmatch(r"\d+\.\d+", label))
        kind = ("lowerRoman", "%L)") if roman and label[0] in "ivx" else (kinds or [("", "")])[0]
        if decimal:
            kind = ("decimal", "%2.%1" if self.bidi else "%1.%2")
        if not levels:
            levels.append(kind)
        level = 0 if kind == levels[0] else 1
        if level == len(levels):
            levels.append(kind)
        return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{len(self.lists)}"/></w:numPr>'

    def _paragraph(self, line: str, own: str, look: str, fate: str) -> str:
        mark = f'<w:rPr><w:{fate} w:id="1" {SIGNED}/></w:rPr>' if fate else ""
        bidi = "<w:bidi/>" if self.bidi else ""
        numbers, _, rest = own.partition("<w:jc")
        own = f"{numbers}{bidi}{'<w:jc' + rest if rest else ''}{mark}"
        return f"<w:p>{f'<w:pPr>{own}</w:pPr>' if own else ''}{self._runs(line, look)}</w:p>"

    def _runs(self, line: str, look: str) -> str:
        notes = {m[2]: m[3] for m in NOTE.finditer(line) if m[2]}
        found, at = "", 0
        for mark in (*MARK.finditer(NOTE_BODY.sub("", line)), None):
            plain = NOTE_BODY.sub("", line)
            found += self._run(plain[at : mark.start() if mark else None], look, "t", notes)
            if mark is not None:
                kind, inner = ("ins", mark[1]) if mark[1] is not None else ("del", mark[2])
                run = self._run(inner, look, "t" if kind == "ins" else "delText", notes)
                found += f'<w:{kind} w:id="1" {SIGNED}>{run}</w:{kind}>'
                at = mark.end()
        return found

    def _run(self, words: str, look: str, tag: str, notes: dict[str, str]) -> str:
        found = ""
        rtl = "<w:rtl/>" if self.bidi else ""
        properties = f"<w:rPr>{look}{rtl}</w:rPr>" if look or rtl else ""
        for piece in re.split(r"(\t|\[footnoteRef:\d\]\d)", words):
            if piece == "\t":
                found += f"<w:r>{properties}<w:tab/></w:r>"
            elif piece.startswith("[footnoteRef:"):
                found += f'<w:r><w:footnoteReference w:id="{piece[-1]}"/></w:r>'
                inner = self._runs(notes[piece[-1]], "")
                self.notes.append(
                    f'<w:footnote w:id="{piece[-1]}"><w:p><w:r><w:footnoteRef/></w:r>'
                    f"<w:r><w:tab/></w:r>{inner}</w:p></w:footnote>"
                )
            elif piece:
                space = ' xml:space="preserve"'
                found += f"<w:r>{properties}<w:{tag}{space}>{escape(piece)}</w:{tag}></w:r>"
        return found

    def _row(self, line: str, fate: str) -> str:
        own = f'<w:trPr><w:{fate} w:id="1" {SIGNED}/></w:trPr>' if fate else ""
        cells = ""
        for cell in line.strip("| ").split(" | "):
            inner = f"{{++{cell}++}}" if fate == "ins" else cell
            cells += f"<w:tc>{self._paragraph(inner, '', '', fate)}</w:tc>"
        return f"<w:tr>{own}{cells}</w:tr>"

    def _end_table(self) -> None:
        if self.rows:
            grid = "<w:gridCol/>" * 3
            rows = "".join(self.rows)
            self.body.append(f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>")
            self.rows = []

    def save(self) -> bytes:
        self._end_table()
        parts = {"document": f"<w:body>{''.join(self.body)}</w:body>"}
        if self.notes:
            parts["footnotes"] = "".join(self.notes)
        if self.lists:
            parts["numbering"] = "".join(self._numbering())
        return _zipped(parts)

    def _numbering(self) -> Iterator[str]:
        for at, levels in enumerate(self.lists, 1):
            inner = "".join(
                f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
                f'<w:lvlText w:val="{shown.replace("L", str(i + 1))}"/></w:lvl>'
                for i, (kind, shown) in enumerate(levels)
            )
            yield f'<w:abstractNum w:abstractNumId="{at}">{inner}</w:abstractNum>'
        for at in range(1, len(self.lists) + 1):
            yield f'<w:num w:numId="{at}"><w:abstractNumId w:val="{at}"/></w:num>'


NOTE_BODY = re.compile(r"\[\d+: \d+\t.*?\]$")


def _zipped(contents: dict[str, str]) -> bytes:
    kinds = {"document": "document.main"}
    types = "".join(
        f'<Override PartName="/word/{k}.xml" ContentType="{WML}{kinds.get(k, k)}+xml"/>'
        for k in contents
    )
    arrows = "".join(
        f'<Relationship Id="r{k}" Type="{OFFICE}/{k}" Target="{k}.xml"/>'
        for k in contents
        if k != "document"
    )
    content_types = RELATIONS.replace("relationships", "content-types")
    parts = {f"word/{k}.xml": f'<w:{k} xmlns:w="{W}">{v}</w:{k}>' for k, v in contents.items()}
    parts["[Content_Types].xml"] = (
        f'<Types xmlns="{content_types}"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{types}</Types>"
    )
    first = f'<Relationship Id="r" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    parts["_rels/.rels"] = f'<Relationships xmlns="{RELATIONS}">{first}</Relationships>'
    parts["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="{RELATIONS}">{arrows}</Relationships>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part in sorted(parts):
            archive.writestr(zipfile.ZipInfo(part), (XML + parts[part]).encode())
    return out.getvalue()
