"""What a foreign name needs to be read by Word comes along with it."""

from __future__ import annotations

import pytest
from lxml import etree
from made_word import NAMES, Word, box, p

from resdiff.model import View
from resdiff.ooxml import MarkOptions, Package, mark, settle
from resdiff.ooxml.soundness import faults
from resdiff.ooxml.verify import verify

OPTIONS = MarkOptions("Author", "2024-05-01T12:00:00Z")
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
MAKER = "http://maker.example/2011"


def word(*blocks: str, names: str = NAMES) -> Package:
    """A settled file of these blocks whose body declares these names."""
    data = Word([*blocks], names=names).save()
    return settle(Package.open(data, "made.docx"), View.FINAL)


def root_of(package: Package) -> etree._Element:
    return etree.fromstring(package.data(package.main))


FOREIGN = NAMES + f' xmlns:mk="{MAKER}" mc:Ignorable="mk"'
SIGNED = "<w:p><w:r><w:drawing mk:hash='1'/></w:r></w:p>"


def test_an_inserted_foreign_name_is_called_ignorable() -> None:
    old, new = word(p("words")), word(p("words"), SIGNED, names=FOREIGN)
    marked = mark(old, new, {}, OPTIONS)
    root = root_of(marked)
    assert root.xpath("//@mk:hash", namespaces={"mk": MAKER}) == ["1"]
    assert root.nsmap["mk"] == MAKER
    assert root.get(f"{{{MC}}}Ignorable") == "mk"
    assert verify(old, new, marked).proved


def test_what_the_old_file_ignores_stays_ignored() -> None:
    other = NAMES + ' xmlns:own="http://other.example/" mc:Ignorable="own"'
    old = word("<w:p own:x='1'><w:r><w:t>words</w:t></w:r></w:p>", names=other)
    root = root_of(mark(old, word(p("words"), SIGNED, names=FOREIGN), {}, OPTIONS))
    assert root.get(f"{{{MC}}}Ignorable") == "own mk"


def test_a_prefix_with_two_meanings_gets_a_second_name() -> None:
    taken = NAMES + ' xmlns:mk="http://schemas.microsoft.com/other"'
    root = root_of(
        mark(word(p("words"), names=taken), word(p("words"), SIGNED, names=FOREIGN), {}, OPTIONS)
    )
    name = root.get(f"{{{MC}}}Ignorable") or ""
    assert name != "mk"
    assert root.nsmap[name] == MAKER


def test_the_prefix_that_a_text_box_requires_is_declared() -> None:
    bare = " ".join(x for x in NAMES.split() if not x.startswith(("xmlns:wps=", "xmlns:mc=")))
    old, new = word(p("words"), names=bare), word(p("words"), p("and", box(p("boxed"))))
    marked = mark(old, new, {}, OPTIONS)
    choice = next(root_of(marked).iter(f"{{{MC}}}Choice"))
    assert choice.nsmap[choice.get("Requires") or ""].endswith("/wordprocessingShape")
    assert not faults(marked)


def test_a_prefix_that_is_required_and_used_nowhere_is_declared() -> None:
    later = NAMES + ' xmlns:w16="http://schemas.microsoft.com/office/word/2018/wordml"'
    choice = '<mc:Choice Requires="w16"><w:r><w:t>words</w:t></w:r></mc:Choice>'
    block = f"<w:p><mc:AlternateContent>{choice}<mc:Fallback/></mc:AlternateContent></w:p>"
    old, new = word(p("words")), word(p("words"), block, names=later)
    marked = mark(old, new, {}, OPTIONS)
    assert not faults(marked)
    assert verify(old, new, marked).proved


def test_a_part_that_needs_nothing_more_says_nothing_more() -> None:
    old, new = word(p("words")), word(p("words"), p("more words"), names=FOREIGN)
    assert root_of(mark(old, new, {}, OPTIONS)).get(f"{{{MC}}}Ignorable") is None


@pytest.mark.parametrize(
    ("block", "names", "slug"),
    [
        (SIGNED, NAMES + f' xmlns:mk="{MAKER}"', "foreign-names"),
        (p("words"), NAMES + ' mc:Ignorable="mk"', "prefix-undeclared"),
    ],
)
def test_what_word_refuses_is_a_fault(block: str, names: str, slug: str) -> None:
    assert slug in {x.slug for x in faults(word(block, names=names))}
    assert not verify(word(p("")), word(p("")), word(block, names=names)).proved
