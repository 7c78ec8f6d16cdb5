"""The one reader of text: what each element prints, and which leaf prints it."""

from __future__ import annotations

import pytest
from conftest import CORPUS
from word_files import MAIN, p, package, part, r, texts

from resdiff.ooxml import Package, atoms, paragraph_text, stories
from resdiff.ooxml.names import local, w


def text(*content: str) -> str:
    return texts(package(p(*content)))[0]


@pytest.mark.parametrize(
    ("content", "printed"),
    [
        ("<w:tab/>", "\t"),
        ('<w:ptab w:alignment="right"/>', "\t"),
        ("<w:br/>", "\n"),
        ('<w:br w:type="page"/>', "\n"),
        ("<w:cr/>", "\n"),
        ("<w:noBreakHyphen/>", "\u2011"),
        ("<w:softHyphen/>", "\u00ad"),
        ('<w:sym w:font="Symbol" w:char="F0B7"/>', "\u25a1"),
        ("<w:instrText>PAGE</w:instrText>", ""),
        ("<w:delText>gone</w:delText>", ""),
        ("<w:drawing/>", ""),
        ("<w:footnoteRef/>", ""),
        ("<w:lastRenderedPageBreak/>", ""),
        ("<w:t>  outer blanks  </w:t>", "outer blanks"),
        ('<w:t xml:space="preserve">  kept  </w:t>', "  kept  "),
        ("<w:t>one\ntwo</w:t>", "one two"),
        ("<w:t/>", ""),
        ("<w:t>one <!-- aside -->two<?pi aside?> three</w:t>", "one two three"),
    ],
)
def test_elements_of_a_run(content, printed):
    assert text(f"<w:r>{content}</w:r>") == printed


@pytest.mark.parametrize(
    "wrapper",
    [
        '<w:hyperlink w:anchor="x">{}</w:hyperlink>',
        '<w:fldSimple w:instr="PAGE">{}</w:fldSimple>',
        "<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
        "<w:smartTag><w:smartTagPr/>{}</w:smartTag>",
        '<w:customXml w:element="x">{}</w:customXml>',
        '<w:dir w:val="rtl">{}</w:dir>',
        '<w:bdo w:val="rtl">{}</w:bdo>',
        '<mc:AlternateContent><mc:Choice Requires="w14">{}</mc:Choice>'
        "<mc:Fallback><w:r><w:t>other</w:t></w:r></mc:Fallback></mc:AlternateContent>",
    ],
)
def test_what_is_wrapped_is_text(wrapper):
    assert text(r("a"), wrapper.format(r("b")), r("c")) == "abc"


def test_equations_give_their_letters():
    assert text("<m:oMath><m:r><m:t>x </m:t></m:r><m:r><m:t>= 1</m:t></m:r></m:oMath>") == "x = 1"


BOX = "<w:r><w:drawing><w:txbxContent>{}</w:txbxContent></w:drawing></w:r>"


def test_the_paragraphs_of_a_text_box_are_their_own():
    both = (
        f"<mc:AlternateContent><mc:Choice>{BOX.format(p(r('inside')))}</mc:Choice><mc:Fallback>"
        f"{BOX.format(p(r('inside')))}</mc:Fallback></mc:AlternateContent>"
    )
    opened = package(p(r("before "), f"<w:r>{both}</w:r>", r("after")) + p(r("next")))
    assert texts(opened) == ["before after", "inside", "next"]
    assert [x.index for x in stories(opened)[0].paragraphs] == [0, 1, 2]


def test_paragraphs_in_tables_and_content_controls_are_counted():
    cell = f"<w:tbl><w:tr><w:tc>{p(r('cell'))}</w:tc></w:tr></w:tbl>"
    control = f"<w:sdt><w:sdtContent>{p(r('control'))}{cell}</w:sdtContent></w:sdt>"
    assert texts(package(p(r("a")) + control + p(r("b")))) == ["a", "control", "cell", "b"]


@pytest.mark.parametrize("path", sorted(CORPUS.rglob("*.docx")), ids=lambda x: x.stem)
def test_atoms_lie_end_to_end_and_each_says_where_it_prints(path):
    opened = Package.open(path.read_bytes(), path.name)
    for story in stories(opened):
        for paragraph in story.paragraphs:
            found = paragraph.atoms()
            assert "".join(x.text for x in found) == paragraph.text
            at = 0
            for atom in found:
                assert atom.start == at
                at = atom.stop
                if local(atom.node.tag) == "t":
                    raw = atom.node.text or ""
                    assert raw[atom.skip : atom.skip + len(atom.text)] == atom.text
                if atom.run is not None:
                    assert paragraph.element in atom.run.iterancestors()


def test_an_atom_knows_its_run_and_what_wraps_it():
    link = f'<w:hyperlink w:anchor="x"><w:ins w:id="1">{r("deep")}</w:ins></w:hyperlink>'
    opened = package(p('<w:bookmarkStart w:id="3" w:name="n"/>', r("a"), link))
    start, plain, deep = atoms(next(opened.part(MAIN).iter(w("p"))))
    assert (local(start.node.tag), start.run, start.text) == ("bookmarkStart", None, "")
    assert (plain.text, plain.wrappers, plain.start) == ("a", (), 0)
    assert [local(x.tag) for x in deep.wrappers] == ["hyperlink", "ins"]
    assert (deep.start, deep.stop) == (1, 5)


def reference(id: int, custom: str = "", kind: str = "footnote") -> str:
    mark = f' w:customMarkFollows="1"/><w:t>{custom}</w:t>' if custom else "/>"
    return f'<w:r><w:{kind}Reference w:id="{id}"{mark}</w:r>'


def test_notes_print_their_numbers_in_order_and_custom_marks_as_typed():
    opened = package(
        p(r("a"), reference(7)) + p(r("b"), reference(5, "*")) + p(r("c"), reference(2)),
        {"word/footnotes.xml": part("footnotes", "")},
    )
    assert texts(opened) == ["a1", "b*", "c2"]
    assert paragraph_text(next(opened.part(MAIN).iter(w("p")))) == "a"


def test_endnotes_are_numbered_in_roman_numerals_of_their_own():
    opened = package(p(r("a"), reference(2), reference(2, kind="endnote")))
    assert texts(opened) == ["a1i"]


def section(properties: str) -> str:
    return f"<w:p><w:pPr><w:sectPr>{properties}</w:sectPr></w:pPr>{{}}</w:p>"


def test_note_numbers_follow_settings_and_sections():
    pr = "<w:footnotePr>{}</w:footnotePr>"
    settings = pr.format('<w:numFmt w:val="upperLetter"/><w:numStart w:val="3"/>')
    parts = {"word/settings.xml": part("settings", settings)}
    assert texts(package(p(reference(1), reference(2)), parts)) == ["CD"]
    anew = section(pr.format('<w:numRestart w:val="eachSect"/>'))
    body = anew.format(reference(1) + reference(2)) + anew.format(reference(3)) + p(reference(4))
    assert texts(package(body)) == ["12", "1", "2"]
