"""Findings as Word comments, and fixes as tracked changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from checked import findings
from conftest import CORPUS, SHARED, needs_shared
from lxml import etree
from openxml_audit import OpenXmlValidator

from resdiff import api, checker, ooxml
from resdiff.checker import word
from resdiff.checker.values import Basis, Finding, Fix, Severity
from resdiff.model import Anchor, Document, View
from resdiff.ooxml.names import MC, W, w
from resdiff.ooxml.remarks import Correction, Remark, Signed, annotate
from resdiff.ooxml.soundness import faults

SEEDS = ["res101-en/proposal.docx", "res101-en/edited.docx", "res64-zh/proposal.docx"]


def _read(name: str) -> Document:
    return api.read((CORPUS / name).read_bytes(), name)


def _texts(data: bytes, view: View) -> list[str]:
    package = ooxml.settle(ooxml.Package.open(data, "x.docx"), view)
    return [p.text for s in ooxml.stories(package) for p in s.paragraphs]


@pytest.mark.parametrize("name", SEEDS)
def test_comments_change_neither_the_accepted_nor_the_rejected_text(name: str) -> None:
    document = _read(name)
    noted = word.comment(document, checker.check(document), "resdiff", "", fix=False)
    assert document.source is not None
    for view in View:
        assert _texts(noted.data, view) == _texts(document.source.data, view)
    assert noted.lost == ()


@pytest.mark.parametrize("name", SEEDS)
def test_every_finding_has_its_comment_with_range_and_mention(name: str) -> None:
    document = _read(name)
    found = checker.check(document)
    noted = word.comment(document, found, "resdiff", "2026-11-21T00:00:00Z", fix=False)
    package = ooxml.Package.open(noted.data, name)
    body = package.part(package.main)
    (part,) = package.related(package.main, "comments")
    ids = [c.get(w("id")) for c in package.part(part)]
    assert len(ids) == len(set(ids)) == len(found)
    for element in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert sorted(e.get(w("id")) for e in body.iter(w(element))) == sorted(ids)
    assert faults(package) == faults(ooxml.Package.open((CORPUS / name).read_bytes(), name))


@pytest.mark.parametrize("name", SEEDS)
def test_safe_fixes_are_tracked_and_nothing_safe_is_left_to_fix(name: str) -> None:
    document = _read(name)
    noted = word.comment(document, checker.check(document), "resdiff", "", fix=True)
    assert document.source is not None
    assert _texts(noted.data, View.ORIGINAL) == _texts(document.source.data, View.ORIGINAL)
    again = checker.check(api.read(noted.data, name))
    assert not [one for one in again if one.fix is not None and one.fix.safe]


def test_a_fix_inside_somebody_else_s_insertion_leaves_their_words_theirs() -> None:
    document = _read("res101-en/proposal.docx")
    noted = word.comment(document, checker.check(document), "checker", "", fix=True)
    package = ooxml.Package.open(noted.data, "x.docx")
    theirs = {r.author for r in ooxml.revisions(package)}
    assert theirs > {"checker"}
    rejected = ooxml.settle(package, View.ORIGINAL, authors={"checker"})
    before = ooxml.Package.open((CORPUS / "res101-en/proposal.docx").read_bytes(), "x.docx")
    for view in View:
        texts = [
            [p.text for s in ooxml.stories(ooxml.settle(x, view)) for p in s.paragraphs]
            for x in (rejected, before)
        ]
        assert texts[0] == texts[1]


def test_words_of_which_old_programs_read_a_copy_are_remarked_and_not_corrected() -> None:
    inner = "<w:txbxContent><w:p><w:r><w:t>some words</w:t></w:r></w:p></w:txbxContent>"
    boxed = etree.fromstring(
        f'<w:p xmlns:w="{W}" xmlns:mc="{MC}" xmlns:v="urn:schemas-microsoft-com:vml"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><w:r>'
        f'<mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx>{inner}</wps:txbx></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    made = ooxml.Package.open((CORPUS / SEEDS[1]).read_bytes(), "box.docx")
    made.part(made.main)[0].insert(0, boxed)
    made.touch(made.main)
    data = made.save()
    document = api.read(data, "box.docx")
    index = next(i for i, clause in enumerate(document.clauses) if clause.text == "some words")
    place, fix = document.clauses[index].anchors, Fix(0, 4, "many", safe=True)
    found = Finding(
        "x", Severity.NOTE, index, 0, 4, "no", Basis.TEXT, "", "", "", fix=fix, anchors=place
    )
    noted = word.comment(document, [found], "checker", "", fix=True)
    assert (noted.fixed, noted.lost) == ((), ())
    package = ooxml.Package.open(noted.data, "box.docx")
    assert _texts(noted.data, View.FINAL) == _texts(data, View.FINAL)
    assert len(package.related(package.main, "comments")) == 1
    assert faults(package) == faults(ooxml.Package.open(data, "box.docx"))


def test_comments_are_deterministic() -> None:
    document = _read("res101-en/proposal.docx")
    found = checker.check(document)
    first, second = (word.comment(document, found, "x", "", fix=True).data for _ in range(2))
    assert first == second


def test_a_text_is_set_in_word_before_it_is_commented() -> None:
    text = (CORPUS / "res101-en" / "new.txt").read_bytes()
    document = api.as_word(api.read(text, "new.txt"))
    noted = word.comment(document, checker.check(document), "resdiff", "", fix=True)
    assert len(noted.fixed) >= 5
    assert findings("Reasons:\tnone") == ()


def _body(data: bytes, view: View, authors: frozenset[str] | None = None) -> list[str]:
    package = ooxml.Package.open(data, "x.docx")
    settled = ooxml.settle(package, view, authors=authors) if authors else package
    settled = ooxml.settle(settled, View.FINAL if authors else view)
    return [p.text for s in ooxml.stories(settled) if s.part == settled.main for p in s.paragraphs]


@needs_shared
def test_word_files_of_every_kind_take_comments_and_corrections_anywhere() -> None:
    for path in sorted((SHARED / "data" / "word-cases").rglob("*.docx"))[::5]:
        data = path.read_bytes()
        package = ooxml.Package.open(data, path.name)
        before = _body(data, View.FINAL)
        places = [
            Anchor(package.main, n, len(text) // 3, len(text) // 2)
            for n, text in enumerate(before)
            if text.strip()
        ][:20]
        corrections = [Correction(a, "new") for a in places]
        marked, lost = annotate(
            package, [Remark(a, "here") for a in places], corrections, Signed("checker", "")
        )
        for one in corrections:
            if one not in lost:  # words in formulas are not corrected
                text, a = before[one.anchor.paragraph], one.anchor
                before[a.paragraph] = text[: a.start] + one.text + text[a.stop :]
        after = marked.save()
        assert not [one for one in lost if isinstance(one, Remark)], path.name
        assert _body(after, View.FINAL) == before, path.name
        assert _body(after, View.ORIGINAL) == _body(data, View.ORIGINAL), path.name
        undone = _body(after, View.ORIGINAL, frozenset({"checker"}))
        assert undone == _body(data, View.FINAL), path.name
        sound = {fault.slug for fault in faults(package)}
        assert {fault.slug for fault in faults(marked)} <= sound, path.name


@pytest.mark.parametrize("name", SEEDS)
@pytest.mark.parametrize("date", ["", "2026-11-21T00:00:00Z"])
def test_an_independent_validator_finds_nothing_new_in_a_commented_file(
    name: str, date: str, tmp_path: Path
) -> None:
    document = _read(name)
    out = tmp_path / "out.docx"
    out.write_bytes(word.comment(document, checker.check(document), "c", date, fix=True).data)
    errors = [
        {e.description for e in OpenXmlValidator().validate(str(path)).errors}
        for path in (out, CORPUS / name)
    ]
    assert errors[0] <= errors[1]
