"""A contribution holds the delegate's text and the base, in the conference's form."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import CORPUS, SHARED, needs_shared
from lxml import etree
from proposing import (
    HEAD,
    SEEDS,
    lines,
    made,
    read,
    read_text,
    seed,
    settled,
    side,
    six,
    view,
)

from resdiff import ooxml, parsers
from resdiff.errors import UsageError
from resdiff.language import LANGUAGES
from resdiff.model import Kind, View
from resdiff.ooxml import Package
from resdiff.ooxml.names import MC
from resdiff.ooxml.soundness import faults
from resdiff.proposals import Contribution, Head, Proposed, Side, assembling, draft, make
from resdiff.proposals.plan import Plan, Planned, Said
from resdiff.symbols import AROUND

ARABIC = (
    "القرار 180 (غوادالاخارا، 2010)",
    "عنوان",
    "إن مؤتمر المندوبين المفوضين للاتحاد الدولي للاتصالات (غوادالاخارا، 2010)،",
    "يقرر",
    "أن يستمر.",
)


@pytest.mark.parametrize("name", SEEDS)
def test_accepting_gives_the_delegates_text_and_rejecting_the_base(name: str) -> None:
    data = made(seed(name))
    assert lines(view(data, View.FINAL)) == lines(read(CORPUS / name / "edited.docx"))
    assert lines(view(data, View.ORIGINAL)) == lines(read(CORPUS / name / "base.docx"))


@needs_shared
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_holds_in_six_languages(language: str) -> None:
    folder = six(language)
    proposed = Proposed("", side(folder / "base.docx"), side(folder / "proposal.docx"))
    head = replace(HEAD, language=language, conference="PP-22")
    data = made(Contribution(head, (proposed,)))
    assert lines(view(data, View.FINAL)) == lines(read(folder / "proposal.docx"))
    assert lines(view(data, View.ORIGINAL)) == lines(read(folder / "base.docx"))


@pytest.mark.parametrize("name", SEEDS)
def test_only_the_resolution_is_marked(name: str) -> None:
    data = made(seed(name))
    around = [
        [c.text for c in view(data, x).clauses if c.kind in (Kind.COVER, Kind.REASONS)]
        for x in View
    ]
    assert around[0] == around[1]
    main = Package.open(data, "c").part("word/document.xml")
    tables = [*main.iter(ooxml.names.w("tbl"))]
    assert not any([*x.iter(ooxml.names.w("ins"), ooxml.names.w("del"))] for x in tables)


def test_foreign_names_of_the_text_are_called_ignorable() -> None:
    path = CORPUS / "res101-en" / "base.docx"
    package = Package.open(path.read_bytes(), path.name)
    heading = next(package.part(package.main).iter(ooxml.names.P))
    drawing = etree.SubElement(etree.SubElement(heading, ooxml.names.RUN), ooxml.names.w("drawing"))
    etree.SubElement(drawing, "{http://maker.example/}thing")
    package.touch(package.main)
    xml = package.data(package.main).replace(b"ns0", b"mk")
    ours = b'<w:document xmlns:mk="http://maker.example/" mc:Ignorable="mk" '
    named = f'xmlns:mc="{MC}" '.encode()
    package.set_data(package.main, xml.replace(b"<w:document ", ours + named, 1))
    base = Side(parsers.read(package.save(), path.name, View.FINAL), 0)
    data = made(Contribution(HEAD, (Proposed("", base, side(path.with_name("edited.docx"))),)))
    found = Package.open(data, "contribution.docx")
    assert b"<mk:thing" in found.data(found.main)
    assert b'Ignorable="mk"' in found.data(found.main)
    assert not faults(found)


@pytest.mark.parametrize("name", SEEDS)
def test_the_same_input_gives_the_same_bytes(name: str) -> None:
    assert made(seed(name)) == made(seed(name))


@pytest.mark.parametrize("name", SEEDS)
def test_a_contribution_proposed_again_is_the_same_file(name: str) -> None:
    head = replace(HEAD, language=read(CORPUS / name / "base.docx").language)
    data = made(seed(name, head))
    again = assembling.reread(Plan((), Said()), data, "c.docx", lambda _: b"").contribution
    assert made(again) == data


@needs_shared
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_head_is_read_back_in_six_languages(language: str) -> None:
    folder = six(language)
    head = Head(language, "ECP", "77A1", "PP-22", "2022-06-01", "fr")
    one = side(folder / "base.docx")
    data = made(Contribution(head, (Proposed("", one, side(folder / "proposal.docx")),), ("x",)))
    again = assembling.reread(Plan((), Said()), data, "c.docx", lambda _: b"").contribution
    assert replace(again.head, sources=(), titles=()) == head
    assert again.abstract == ("x",)
    assert made(again) == data


def test_the_head_stands_as_the_conference_prints_it() -> None:
    head = Head("en", "ECP", "45A12", "PP-14", "2014-10-02", "fr")
    cover = [
        c.text
        for c in view(made(seed("res101-en", head)), View.FINAL).clauses
        if c.kind is Kind.COVER
    ]
    assert cover == [
        "Plenipotentiary Conference (PP-14)",
        "Busan, 20 October – 7 November 2014",
        "PLENARY MEETING",
        "Addendum 12 to",
        "Document 45-E",
        "2 October 2014",
        "Original: French",
        "European common proposals",
        "Proposed modification of Resolution 101",
    ]


def test_the_proposal_line_and_the_reasons_are_read_back() -> None:
    head = replace(HEAD, language="zh")
    document = view(made(replace(seed("res64-zh", head), first=7)), View.FINAL)
    proposal = document.instruments[0].proposal
    assert proposal is not None
    assert (proposal.symbol, proposal.source, proposal.document) == ("MOD", "ECP", "38A4")
    assert (proposal.number, proposal.reasons) == ("7", "Why.")


def test_arabic_runs_from_right_to_left_throughout() -> None:
    one = Side(read_text("\n".join(ARABIC)), 0)
    data = made(Contribution(replace(HEAD, language="ar"), (Proposed("SUP", one, None, ("لأن",)),)))
    main = Package.open(data, "c").part("word/document.xml")
    w = ooxml.names.w
    assert all(p.find(f"{w('pPr')}/{w('bidi')}") is not None for p in main.iter(w("p")))
    assert all(t.find(f"{w('tblPr')}/{w('bidiVisual')}") is not None for t in main.iter(w("tbl")))


def test_chinese_has_no_slanted_styles_and_full_width_punctuation() -> None:
    data = made(seed("res64-zh", replace(HEAD, language="zh")))
    package = Package.open(data, "c")
    w = ooxml.names.w
    styles = package.part("word/styles.xml")
    assert not [*styles.iter(w("i"))]
    text = "".join(x.text or "" for x in package.part("word/document.xml").iter(w("t")))
    assert "世界电信标准化全会（WTSA-24）" in text
    assert "理由：" in text
    assert "摘要：" in text


def test_a_text_drafted_with_fonts_and_lists_comes_into_the_house_styles() -> None:
    data = made(seed("res101-en"))
    main = Package.open(data, "c").part("word/document.xml")
    w = ooxml.names.w
    styles = {x.get(w("val")) for x in main.iter(w("pStyle"))}
    assert {"ResNo", "Restitle", "Normalaftertitle", "Call", "Resref", "Proposal"} <= styles
    assert not [*main.iter(w("rFonts"))]
    assert not [*main.iter(w("numPr"))]


def test_the_edition_of_a_number_line_is_not_printed_in_capitals() -> None:
    main = Package.open(made(seed("res101-en")), "c").part("word/document.xml")
    w = ooxml.names.w
    small = [
        "".join(t.text or "" for t in run.iter(w("t"), w("delText")))
        for run in main.iter(w("r"))
        if (caps := run.find(f"{w('rPr')}/{w('caps')}")) is not None and caps.get(w("val")) == "0"
    ]
    assert "(Rev. " in "".join(small)
    assert "RESOLUTION" not in "".join(small)


def test_a_tracked_edited_copy_gives_what_its_clean_copy_gives() -> None:
    clean = made(seed("res101-en", edited="edited"))
    tracked = made(seed("res101-en", edited="marked"))
    assert settled(tracked, View.FINAL) == settled(clean, View.FINAL)


def test_drafting_on_another_base_is_said_with_its_extent() -> None:
    folder = CORPUS / "res101-en"
    texts = {
        "base.docx": folder.joinpath("edited.docx").read_bytes(),
        "marked.docx": folder.joinpath("marked.docx").read_bytes(),
    }
    planned = Planned(base="base.docx", edited="marked.docx")
    plan = Plan((planned,), Said(source="ECP", document="1"))
    notices = assembling.assemble(plan, texts.__getitem__).notices
    assert [x.slug for x in notices] == ["other-base"]
    assert "drafted on another text" in notices[0].message


def test_drafting_on_the_base_itself_says_nothing() -> None:
    folder = CORPUS / "res101-en"
    planned = Planned(base="base.docx", edited="marked.docx")
    plan = Plan((planned,), Said(source="ECP", document="1"))
    found = assembling.assemble(plan, lambda name: folder.joinpath(name).read_bytes())
    assert found.notices == ()
    assert found.contribution.head.conference == "PP-14"


def test_texts_that_are_not_two_versions_of_one_are_named() -> None:
    planned = Planned(base="res101-en/base.docx", edited="res64-zh/edited.docx")
    plan = Plan((planned,), Said(source="ECP", document="1"))
    notices = assembling.assemble(plan, lambda name: CORPUS.joinpath(name).read_bytes()).notices
    assert [x.slug for x in notices] == ["other-number", "other-language"]


def test_a_filled_skeleton_brings_its_abstract_reasons_and_number_along() -> None:
    one = side(CORPUS / "res64-zh" / "base.docx")
    head = replace(HEAD, language="zh")
    whole = Contribution(head, (Proposed("MOD", one, one, ("因为。",)),), ("摘要内容。",))
    files = {
        "base": (CORPUS / "res64-zh" / "base.docx").read_bytes(),
        "draft": draft(whole).data,
    }
    plan = Plan((Planned(base="base", edited="draft"),), Said())
    found = assembling.assemble(plan, files.__getitem__).contribution
    assert found.abstract == ("摘要内容。",)
    assert found.proposals[0].reasons == ("因为。",)
    assert replace(found.head, sources=(), titles=()) == head


def test_a_skeleton_is_the_base_with_room_and_track_changes_on() -> None:
    one = side(CORPUS / "res64-zh" / "base.docx")
    data = draft(Contribution(HEAD, (Proposed("MOD", one, one),))).data
    document = view(data, View.FINAL)
    assert lines(document) == lines(one.document)
    package = Package.open(data, "draft")
    assert not ooxml.has_revisions(package)
    assert package.part("word/settings.xml").find(ooxml.names.w("trackRevisions")) is not None
    kinds = [c.kind for c in document.clauses]
    assert Kind.ABSTRACT in kinds
    assert Kind.REASONS in kinds


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (replace(HEAD, document="Addendum 4"), "no document number"),
        (replace(HEAD, conference="FOO-24"), "no conference"),
    ],
)
def test_what_cannot_be_made_is_refused(head: Head, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        made(seed("res101-en", head))


def test_a_contribution_of_nothing_is_refused() -> None:
    with pytest.raises(UsageError, match="nothing to propose"):
        made(Contribution(HEAD, ()))


def test_facts_that_nobody_checked_are_named() -> None:
    found = make(seed("res101-en"), "ECP", "").notices
    assert any(x.slug == "unverified" and "WTSA-24" in x.message for x in found)
    whole = seed("res101-en", replace(HEAD, conference="PP-14", sources=("Europe",)))
    assert not any(x.slug == "unverified" for x in make(whole, "ECP", "").notices)


WORD_CASES = sorted((SHARED / "data" / "word-cases" / "compare").glob("*.docx"))[::6]
# Endnotes become footnotes, as the house has them; their marks differ.
CASES = [x for x in WORD_CASES if "Endnote" not in x.name]


@needs_shared
@pytest.mark.parametrize("path", CASES, ids=lambda x: x.stem)
def test_whatever_a_text_holds_comes_along(path: Path) -> None:
    document = read(path)
    whole = tuple(i for i, c in enumerate(document.clauses) if c.kind not in AROUND)
    one = Side(document, -1, whole, "1")
    shown = view(draft(Contribution(HEAD, (Proposed("MOD", one, one),))).data, View.FINAL)
    texts = ["".join((c.label + c.text).split()) for c in shown.clauses]
    for i in whole:
        clause = document.clauses[i]
        if clause.kind is not Kind.NOTE:
            assert any("".join((clause.label + clause.text).split()) in x for x in texts)


def test_a_text_of_another_body_than_the_conference_is_said() -> None:
    said = [x.message for x in make(seed("res101-en"), "ECP", "").notices if x.slug == "other-body"]
    assert said == ["MOD ECP/38A4/1: the text is one of PP, and WTSA-24 is not; please read it"]
    own = make(seed("res64-zh"), "ECP", "").notices
    assert not any(x.slug == "other-body" for x in own)


def test_a_proposal_without_reasons_is_said() -> None:
    given = seed("res64-zh")
    without = replace(given, proposals=(replace(given.proposals[0], reasons=()),))
    slugs = [[x.slug for x in make(c, "ECP", "").notices] for c in (given, without)]
    assert ["no-reasons" in x for x in slugs] == [False, True]
