"""The author's own marks are shown as they were made, whatever fewer marks would say."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import CORPUS, SHARED, needs_shared

from resdiff import api
from resdiff.cli.compare import command
from resdiff.errors import UsageError
from resdiff.model import Comparison, Status, View

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
BY = 'w:id="1" w:author="A" w:date="2024-01-01T00:00:00Z"'


def ins(text: str) -> str:
    return f"<w:ins {BY}><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:ins>"


def gone(text: str) -> str:
    return f"<w:del {BY}><w:r><w:delText xml:space='preserve'>{text}</w:delText></w:r></w:del>"


def said(text: str) -> str:
    return f"<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>"


def p(*runs: str, mark: str = "") -> str:
    properties = f"<w:pPr><w:rPr><w:{mark} {BY}/></w:rPr></w:pPr>" if mark else ""
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


def word(*paragraphs: str) -> bytes:
    """A small Word file with these paragraphs."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{TYPES}"><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{KIND}"/></Types>',
        )
        package.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{RELS}"><Relationship Id="r1" Type="{OFFICE}" '
            'Target="word/document.xml"/></Relationships>',
        )
        body = "".join(paragraphs)
        package.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
        )
    return out.getvalue()


def declared(data: bytes) -> Comparison:
    sides = [api.read(data, "tracked.docx", view) for view in (View.ORIGINAL, View.FINAL)]
    return api.compare(sides[0], sides[1], api.DifferOptions(kept=api.declared(data, "x")))


def spoken(comparison: Comparison) -> Iterator[str]:
    """Each change that is one, with its edits as `old>new`."""
    for change in comparison.changes:
        old = "\n".join(comparison.old.clauses[i].text for i in change.old)
        new = "\n".join(comparison.new.clauses[j].text for j in change.new)
        words = [
            f"{old[e.old_start : e.old_stop]}>{new[e.new_start : e.new_stop]}".replace("\n", "¶")
            for e in change.edits
        ]
        flags = [f for f in ("moved", "split", "merged") if getattr(change, f)]
        if change.status is not Status.UNCHANGED or flags:
            yield " ".join([change.status.value, *flags, *(words or [old + new])])


FIRST = "The Union shall study the growth of the network in every region of the world."


def test_words_that_were_struck_and_written_again_stay_marked() -> None:
    data = word(p(said(FIRST)), p(said("Members "), gone("shall pay"), ins("shall then pay")))
    assert list(spoken(declared(data))) == ["changed shall pay>shall then pay"]


def test_a_letter_that_was_marked_is_the_mark() -> None:
    data = word(p(said(FIRST)), p(said("one buffer"), ins("s"), said(" more")))
    assert list(spoken(declared(data))) == ["changed >s"]


def test_a_paragraph_written_anew_in_its_place_is_changed() -> None:
    data = word(p(said(FIRST)), p(gone("Nothing of it."), ins("Quite another thing.")))
    assert list(spoken(declared(data))) == ["changed Nothing of it.>Quite another thing."]


def test_an_unlike_paragraph_before_it_is_inserted() -> None:
    data = word(p(ins("Another thing."), mark="ins"), p(said(FIRST)))
    assert list(spoken(declared(data))) == ["inserted Another thing."]


def test_a_mark_in_the_middle_splits_a_paragraph() -> None:
    first, second = p(said("The Union shall study"), mark="ins"), p(said(" the growth of it."))
    found = list(spoken(declared(word(p(said(FIRST)), first, second))))
    assert found == ["changed split >¶"]


def test_a_struck_mark_merges_two_paragraphs() -> None:
    first, second = p(said("The Union shall study"), mark="del"), p(said(" the growth of it."))
    found = list(spoken(declared(word(p(said(FIRST)), first, second))))
    assert found == ["changed merged ¶>"]


def test_a_named_move_is_a_move() -> None:
    def moved(tag: str) -> str:
        text = "This one sentence goes to another place."
        return (
            f'<w:{tag}RangeStart w:id="7" w:name="m1" w:author="A"/>'
            f"<w:p><w:pPr><w:rPr><w:{tag} {BY}/></w:rPr></w:pPr><w:{tag} {BY}>{said(text)}"
            f'</w:{tag}></w:p><w:{tag}RangeEnd w:id="7"/>'
        )

    data = word(moved("moveFrom"), p(said(FIRST)), p(said("A third.")), moved("moveTo"), p())
    assert list(spoken(declared(data))) == [
        "unchanged moved This one sentence goes to another place."
        "This one sentence goes to another place."
    ]


TRACKED = [*sorted(CORPUS.glob("*/marked.docx"))]


def marks(data: bytes) -> dict[str, str]:
    """What is inserted and what is deleted in the marks of a Word file."""
    from lxml import etree

    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    found: dict[str, str] = {}
    for leaf in root.iter(f"{{{W}}}t", f"{{{W}}}delText"):
        states = [x.tag.rpartition("}")[2] for x in leaf.iterancestors()]
        for state in states:
            if state in ("ins", "del", "moveFrom", "moveTo"):
                found[state] = found.get(state, "") + (leaf.text or "")
    return found


@pytest.mark.parametrize("path", TRACKED, ids=lambda x: x.parent.name)
def test_the_word_output_has_the_marks_of_the_file(path: Path) -> None:
    data = path.read_bytes()
    redline = api.redline(
        api.read(data, path.name, View.ORIGINAL),
        api.read(data, path.name),
        "docx",
        options=api.DifferOptions(kept=api.declared(data, path.name)),
    )
    assert marks(api.render(redline, "docx")) == marks(data)


@needs_shared
def test_every_clause_of_real_redlines_is_accounted_for() -> None:
    for name in ("06", "11", "14", "16"):
        data = (SHARED / "data" / "human" / name / "redline.docx").read_bytes()
        comparison = declared(data)
        for change in comparison.changes:
            old = "\n".join(comparison.old.clauses[i].text for i in change.old)
            new = "\n".join(comparison.new.clauses[j].text for j in change.new)
            o = n = 0
            for edit in change.edits if change.old and change.new else ():
                assert old[o : edit.old_start] == new[n : edit.new_start]
                o, n = edit.old_stop, edit.new_stop
            if change.old and change.new:
                assert old[o:] == new[n:]


def test_two_files_have_no_marks_of_their_own() -> None:
    base, edited = (CORPUS / "res101-en" / x for x in ("base.docx", "edited.docx"))
    with pytest.raises(UsageError, match="one tracked file") as caught:
        command.main(["--declared", str(base), str(edited)], standalone_mode=False)
    assert "give the tracked file alone" in caught.value.hint
