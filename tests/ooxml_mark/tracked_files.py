"""Generated Word files with tracked changes of every kind by two authors, and later editions of
them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count

from hypothesis import strategies as st
from lxml import etree
from lxml.etree import _Element
from made_word import W, Word, fld, image, link, math, note, p, run, sdt

from resdiff.model import View
from resdiff.ooxml import Package, settle
from resdiff.ooxml.names import w

AUTHORS = ("A. Delegate", "B. Rapporteur")
WORDS = ("alpha", "beta", "gamma", "delta", "a)", "of", "2014", "电信", "قرار")
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
LOOKS = st.sampled_from(["", "", "b", "i"])
HEADING = '<w:style w:type="paragraph" w:styleId="Heading"><w:name w:val="heading 1"/></w:style>'
MEDIA = {"rIdA": b"picture a", "rIdB": b"picture b"}
GRID = '<w:gridCol w:w="1000"/>'


class Pen:
    """Writes one file's marks, each with an id of its own."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self._ids = count(100)
        self._halves = {"moveFrom": 0, "moveTo": 0}
        self.in_body = True  # page headers have no notes (ECMA-376-1 §17.11.14) and no sections

    def one(self, *choices: str) -> str:
        """One of the choices."""
        return self.draw(st.sampled_from(choices))

    def signed(self) -> str:
        """The attributes of a mark."""
        author = self.one(*AUTHORS)
        return f'w:id="{next(self._ids)}" w:author="{author}" w:date="2024-05-01T12:00:00Z"'

    def mark(self, kind: str, content: str = "") -> str:
        """A mark; what it holds, if it is a deletion, as deleted."""
        if kind == "del":
            content = content.replace("<w:t>", "<w:delText>").replace("<w:t ", "<w:delText ")
            content = content.replace("</w:t>", "</w:delText>").replace("instrText", "delInstrText")
        return f"<w:{kind} {self.signed()}>{content}</w:{kind}>"

    def ranged(self, kind: str, name: str = "") -> tuple[str, str]:
        """The start and the end of a range."""
        signed = self.signed()
        called = f' w:name="{name}"' if name else ""
        number = signed.split()[0]
        return f"<w:{kind}Start {signed}{called}/>", f"<w:{kind}End {number}/>"

    # ------------------------------------------------------------------ in paragraphs

    def runs(self) -> str:
        """One or two runs, or something else that may stand in a mark."""
        kind = self.one("run", "run", "run", "two", "math", "note", "image", "sdt", "field")
        words = self.draw(SENTENCES) + " "
        made: dict[str, Callable[[], str]] = {
            "run": lambda: run(words, self.draw(LOOKS)),
            "two": lambda: run(words, "b") + run(self.draw(SENTENCES)),
            "math": lambda: math("x+y"),
            "note": lambda: note(self.draw(st.integers(1, 3))) if self.in_body else run(words),
            "image": lambda: image(self.one("rIdA", "rIdB")),
            "sdt": lambda: sdt(run(words), tag="one"),
            "field": lambda: fld(" PAGE ", words),
        }
        return made[kind]()

    def inline(self) -> str:
        """What may stand in a paragraph, tracked in one way or another."""
        kind = self.one(
            *("plain", "plain", "plain", "ins", "ins", "del", "del", "both", "looks", "link"),
            *("linked", "control", "letters", "around"),
            *(("from", "to") if self.in_body else ()),
        )
        return str(getattr(self, f"_{kind}")())

    def _plain(self) -> str:
        return self.runs()

    def _ins(self) -> str:
        return self.mark("ins", self.runs())

    def _del(self) -> str:
        return self.mark("del", self.runs())

    def _both(self) -> str:
        inner = [self.mark("del", run(self.draw(SENTENCES))), run(self.draw(SENTENCES))]
        return self.mark("ins", "".join(self.draw(st.permutations(inner))[: self.draw(SIZES)]))

    def _looks(self) -> str:
        change = f"<w:rPrChange {self.signed()}><w:rPr><w:i/></w:rPr></w:rPrChange>"
        return run(self.draw(SENTENCES), "b").replace("<w:b/>", f"<w:b/>{change}")

    def _link(self) -> str:
        return link(self.draw(SENTENCES), "here")

    def _linked(self) -> str:
        inner = self.mark(self.one("ins", "del"), run(self.draw(SENTENCES)))
        return f'<w:hyperlink w:anchor="here">{inner}{self.one("", run("so"))}</w:hyperlink>'

    def _around(self) -> str:
        return self.mark(self.one("ins", "del"), link(self.draw(SENTENCES), "there"))

    def _control(self) -> str:
        kind = self.one("Ins", "Del", "MoveFrom")
        return self.control(kind, self.inline() if self.draw(st.booleans()) else self.runs())

    def control(self, kind: str, content: str) -> str:
        """A control whose own tags came or went."""
        first, last = (self.ranged(f"customXml{kind}Range") for _ in range(2))
        return first[0] + sdt(first[1], content, last[0], tag="two") + last[1]

    def _letters(self) -> str:
        inner = f"<w:ins {self.signed()}><m:t>y</m:t></w:ins>"
        came = self.mark(self.one("ins", "del"), "<m:r><m:t>z</m:t></m:r>")
        parts = ["<m:r><m:t>x</m:t></m:r>", self.one(f"<m:r>{inner}</m:r>", came)]
        return f"<m:oMath>{''.join(self.draw(st.permutations(parts)))}</m:oMath>"

    def _from(self) -> str:
        return self._moved("moveFrom")

    def _to(self) -> str:
        return self._moved("moveTo")

    def _moved(self, kind: str) -> str:
        self._halves[kind] += 1
        name = f"move{self._halves[kind]}"
        first, last = self.ranged(f"{kind}Range", name)
        return first + self.mark(kind, run(f"{name} d words ")) + last

    def last(self) -> str:
        """A paragraph with the other halves of the moves."""
        missing = self._halves["moveFrom"] - self._halves["moveTo"]
        halves = [self._moved("moveTo" if missing > 0 else "moveFrom") for _ in range(abs(missing))]
        return p("before ", *halves)

    # ------------------------------------------------------------------ blocks

    def paragraph(self) -> str:
        """A paragraph whose mark came, went, both or neither."""
        content = [self.inline() for _ in range(self.draw(st.integers(0, 3)))]
        fate = self.one("", "", "", "ins", "del", "both")
        marks = {"": "", "both": self.mark("ins") + self.mark("del")}
        sign = marks[fate] if fate in marks else self.mark(fate)
        change = f"<w:pPrChange {self.signed()}><w:pPr/></w:pPrChange>" if self.rarely() else ""
        own = '<w:jc w:val="center"/>' if change or self.rarely() else ""
        own += f"<w:rPr>{sign}</w:rPr>" if sign else ""
        if fate == "" and self.in_body and self.rarely():
            own += '<w:sectPr><w:cols w:num="2"/></w:sectPr>'
        return f"<w:p><w:pPr>{own}{change}</w:pPr>{''.join(content)}</w:p>"

    def rarely(self) -> bool:
        """Whether something happens that seldom does."""
        return self.draw(st.integers(0, 5)) == 5

    def table(self, deep: int) -> str:
        """A table of rows that came, went or stay, of as many cells each."""
        width = self.draw(st.integers(1, 3))
        rows = [self._row(width, deep) for _ in range(self.draw(st.integers(1, 3)))]
        change = f"<w:tblPrChange {self.signed()}><w:tblPr/></w:tblPrChange>" * self.rarely()
        look = '<w:jc w:val="center"/>' if change else ""
        grid = f'<w:tblGridChange w:id="{next(self._ids)}"><w:tblGrid>{GRID * width}</w:tblGrid>'
        grid = f"{grid}</w:tblGridChange>" * self.rarely()
        return (
            f"<w:tbl><w:tblPr>{look}{change}</w:tblPr><w:tblGrid>{GRID * width}{grid}</w:tblGrid>"
            f"{''.join(rows)}</w:tbl>"
        )

    def _row(self, width: int, deep: int) -> str:
        fate = self.one("", "", "", "ins", "del")
        own = self.mark(fate) if fate else ""
        if self.rarely():
            own = f"<w:cantSplit/>{own}<w:trPrChange {self.signed()}><w:trPr/></w:trPrChange>"
        row = f"<w:trPr>{own}</w:trPr>" * bool(own)
        row += "".join(self._cell(deep) for _ in range(width))
        if self.rarely():
            return f"<w:sdt><w:sdtPr/><w:sdtContent><w:tr>{row}</w:tr></w:sdtContent></w:sdt>"
        return f"<w:tr>{row}</w:tr>"

    def _cell(self, deep: int) -> str:
        own = '<w:tcW w:w="1000" w:type="dxa"/>'
        kind = self.one("", "", "", "", "cellIns", "cellDel", "cellMerge", "tcPrChange")
        if kind == "cellMerge":
            old = self.one("", ' w:vMergeOrig="rest"', ' w:vMergeOrig="cont"')
            own += f'<w:cellMerge {self.signed()} w:vMerge="{self.one("rest", "cont")}"{old}/>'
        elif kind == "tcPrChange":
            own += f'<w:vAlign w:val="top"/><w:tcPrChange {self.signed()}><w:tcPr/></w:tcPrChange>'
        elif kind:
            own += self.mark(kind)
        return f"<w:tc><w:tcPr>{own}</w:tcPr>{self.blocks(2, deep + 1)}{p('last')}</w:tc>"

    def blocks(self, most: int, deep: int = 0) -> str:
        """Some blocks."""
        return "".join(self.block(deep) for _ in range(self.draw(st.integers(0, most))))

    def block(self, deep: int = 0) -> str:
        """A paragraph, a table, a content control or a box of them."""
        kind = self.one("p", "p", "p", "p", "p", "table", "control") if deep < 2 else "p"
        if kind == "p":
            return self.paragraph()
        if kind == "table":
            return self.table(deep)
        held = self.paragraph() + self.blocks(2, deep + 1)
        fate = self.one("", "Ins", "Del", "MoveFrom")
        return self.control(fate, held) if fate else sdt(held, tag="blocks")


SIZES = st.integers(1, 2)


@st.composite
def tracked_files(draw: st.DrawFn) -> bytes:
    """A file with tracked changes in its body, and in a note or a page header now and then."""
    pen = Pen(draw)
    body = [pen.block() for _ in range(draw(st.integers(1, 5)))]
    body.append(pen.last())
    notes = {i: [p(note_words(pen))] for i in range(1, 4)}
    pen.in_body = False
    headers = {"default": [pen.paragraph(), p("head")]} if pen.rarely() else {}
    return Word(
        [*body, p("end")],
        footnotes=notes,
        headers=headers,
        styles=[HEADING],
        media=MEDIA,
    ).save()


def note_words(pen: Pen) -> str:
    """What a note says."""
    words = run(pen.draw(SENTENCES))
    return pen.mark(pen.one("ins", "del"), words) + run("note") if pen.rarely() else words


@st.composite
def later_editions(draw: st.DrawFn, tracked: bytes) -> bytes:
    """A later edition of a tracked file: with its marks accepted or rejected, some edited on."""
    package = Package.open(tracked, "tracked.docx")
    authors = draw(st.sampled_from([None, None, None, *([x] for x in AUTHORS)]))
    view = draw(st.sampled_from([View.FINAL, View.FINAL, View.FINAL, View.ORIGINAL]))
    new = settle(settle(package, view, authors), View.FINAL)
    body = new.part(new.main)[0]
    for _ in range(draw(st.integers(0, 4))):
        _edit(draw, body)
    new.touch(new.main)
    return new.save()


def _edit(draw: st.DrawFn, body: _Element) -> None:
    """One edit: a word, a paragraph, a row, a table or a block."""
    kind = draw(st.sampled_from(["word", "word", "come", "go", "move", "split", "row", "look"]))
    blocks = [x for x in _blocks(body) if x.getnext() is not None]
    if not blocks:
        return
    block = draw(st.sampled_from(blocks))
    if kind == "come":
        block.addprevious(_new_block(draw))
    elif kind in ("go", "move"):
        other = draw(st.sampled_from(blocks))
        if other is not block and block not in other.iterancestors():
            block.getparent().remove(block)
            if kind == "move":
                other.addprevious(block)
    elif kind == "split" and block.tag == w("p"):
        _split(draw, block)
    elif kind == "row":
        _edit_row(draw, body)
    elif kind in ("word", "look"):
        _edit_run(draw, block, kind)


def _blocks(body: _Element) -> Iterator[_Element]:
    return (x for x in body.iter(w("p"), w("tbl")) if x.getparent().tag in (w("body"), w("tc")))


def _new_block(draw: st.DrawFn) -> _Element:
    words = draw(SENTENCES)
    cells = f"<w:tr><w:tc>{p(words)}</w:tc></w:tr>" * draw(SIZES)
    table = f"<w:tbl><w:tblPr/><w:tblGrid>{GRID}</w:tblGrid>{cells}</w:tbl>"
    xml = draw(st.sampled_from([p(words), p(words), p(""), table]))
    return etree.fromstring(f'<w:x xmlns:w="{W}">{xml}</w:x>')[0]


def _edit_run(draw: st.DrawFn, block: _Element, kind: str) -> None:
    texts = [*block.iter(w("t"))]
    if not texts:
        return
    text = draw(st.sampled_from(texts))
    if kind == "word":
        words = (text.text or "").split(" ")
        at = draw(st.integers(0, len(words)))
        words[at : at + draw(st.integers(0, 1))] = draw(st.lists(SENTENCES, max_size=1))
        text.text = " ".join(words)
    elif text.getparent().tag == w("r"):
        looks = etree.fromstring(f'<w:rPr xmlns:w="{W}"><w:u w:val="single"/></w:rPr>')
        for old in text.getparent().findall(w("rPr")):
            text.getparent().remove(old)
        text.getparent().insert(0, looks)


def _split(draw: st.DrawFn, paragraph: _Element) -> None:
    """Ends a paragraph between two of its runs, or in the middle of one."""
    inner = [x for x in paragraph if x.tag == w("r")]
    if inner and paragraph.find(w("pPr") + "/" + w("sectPr")) is None:
        cut = draw(st.sampled_from(inner))
        first = etree.Element(w("p"))
        first.extend([x for x in cut.itersiblings(preceding=True) if x.tag != w("pPr")][::-1])
        paragraph.addprevious(first)


def _edit_row(draw: st.DrawFn, body: _Element) -> None:
    rows = [x for x in body.iter(w("tr")) if x.getparent().tag == w("tbl")]
    if not rows:
        return
    row = draw(st.sampled_from(rows))
    if draw(st.booleans()):
        cells = f"<w:tc>{p(draw(SENTENCES))}</w:tc>" * draw(SIZES)
        row.addnext(etree.fromstring(f'<w:tr xmlns:w="{W}">{cells}</w:tr>'))
    elif len(row.getparent().findall(w("tr"))) > 1:
        row.getparent().remove(row)
