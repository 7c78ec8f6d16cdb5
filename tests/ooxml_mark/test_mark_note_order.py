"""Notes under ids that ascend as their references do: LibreOffice pairs them by their order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from conftest import needs_libreoffice
from lxml import etree
from made_word import Word, note, p
from programs import converted

from resdiff.model import View
from resdiff.ooxml import MarkOptions, Package, mark, number_notes, settle
from resdiff.ooxml.names import ID, w
from resdiff.ooxml.verify import verify

OPTIONS = MarkOptions("Author", "2024-05-01T12:00:00Z")
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
WORDS = {
    "a": "resolves to invite all Members",
    "b": "the Council in 2026",
    "c": "radio spectrum of small islands",
    "d": "without further cost",
}


def noted(letters: str, spare: str = "") -> Word:
    """A paragraph for each letter, with a note each; notes of `spare` have no reference."""
    notes = {i: [p(f"note {x}")] for i, x in enumerate(letters + spare, 1)}
    return Word([p(WORDS[x], note(i)) for i, x in enumerate(letters, 1)] + [p()], footnotes=notes)


def marked(old: Word, new: Word) -> Package:
    """The marked package with its notes in order, after its proof."""
    packages = Package.open(old.save(), "old.docx"), Package.open(new.save(), "new.docx")
    result = mark(*packages, {}, OPTIONS)
    number_notes(result)
    assert verify(*packages, result).proved
    return Package.open(result.save(), "marked.docx")


def ids(package: Package) -> list[int]:
    """The ids of the references, then those of notes that nothing refers to."""
    asked = [x.get(ID) or "" for x in package.part(package.main).iter(w("footnoteReference"))]
    notes = [x.get(ID) or "" for x in package.part("word/footnotes.xml")]
    return [int(x) for x in dict.fromkeys((*asked, *notes))]


def test_a_note_that_comes_in_between_gets_an_id_in_between() -> None:
    result = marked(noted("acd"), noted("abcd"))
    assert ids(result) == [1, 2, 3, 4]


def test_what_settling_leaves_of_a_note_has_the_last_id() -> None:
    result = marked(noted("acd"), noted("abcd"))
    for view, number in ((View.ORIGINAL, 3), (View.FINAL, 4)):
        left = ids(settle(result, view))
        assert left == sorted(left)
        assert len(left) == 4
        assert len([*settle(result, view).part(result.main).iter(w("footnoteReference"))]) == number


def test_a_file_whose_notes_are_not_changed_keeps_their_ids() -> None:
    new = noted("ab", spare="c")
    new.body[0] = p(WORDS["a"], " States", note(1))
    old = noted("ab", spare="c")
    packages = Package.open(old.save(), "old.docx"), Package.open(new.save(), "new.docx")
    result = mark(*packages, {}, OPTIONS)
    number_notes(result)
    name = "word/footnotes.xml"
    assert result.data(name) == packages[0].data(name)


def test_ids_that_are_no_numbers_stay() -> None:
    old, new = noted("a"), noted("ab")
    for word in (old, new):
        word.body[0] = p(WORDS["a"], note("x"))
        word.footnotes["x"] = word.footnotes.pop(1)
    result = marked(old, new)
    asked = [x.get(ID) for x in result.part(result.main).iter(w("footnoteReference"))]
    assert asked == ["x", "1"]


@needs_libreoffice
def test_libreoffice_shows_each_note_at_its_own_word(tmp_path: Path) -> None:
    result = marked(noted("acd"), noted("abcd"))
    files = {"ORIGINAL": "acd", "FINAL": "abcd"}
    for view in files:
        (tmp_path / f"{view}.docx").write_bytes(settle(result, View[view]).save())
    (tmp_path / "marked.docx").write_bytes(result.save())
    made = converted("fodt", *(tmp_path / f"{x}.docx" for x in [*files, "marked"]))
    for path, letters in zip(made, [*files.values(), "abcd"], strict=True):
        assert [*shown(path)] == [(WORDS[x], f"note {x}") for x in letters]


def shown(path: Path) -> Iterator[tuple[str, str]]:
    """The word in front of each note, and the note's words."""
    for found in etree.parse(path).iter(f"{{{TEXT}}}note"):
        paragraph = next(found.iterancestors(f"{{{TEXT}}}p"))
        (said,) = found.iterfind(f"{{{TEXT}}}note-body/{{{TEXT}}}p")
        ahead = next(x for x in paragraph.itertext() if x.strip())
        yield ahead, "".join(said.itertext()).strip()
