"""Controls that take their words from the file's data, which Word writes over what stands there."""

from __future__ import annotations

import pytest
from made_word import Word, p, run, sdt

from resdiff.ooxml import Marked, MarkOptions, Package, marked
from resdiff.ooxml.names import TYPE, w
from resdiff.ooxml.verify import verify

OPTIONS = MarkOptions("Author", "2024-05-01T12:00:00Z")
STORE = "{11111111-2222-3333-4444-555555555555}"
CORE = "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"
CORE_TYPE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


def bound(words: str, store: str = STORE) -> str:
    own = f'<w:dataBinding w:xpath="/root[1]/cp:title[1]" w:storeItemID="{store}"/>'
    return sdt(run(words)).replace("<w:sdtPr/>", f"<w:sdtPr>{own}</w:sdtPr>")


def filled(data: str, *body: str) -> Package:
    """A file whose data says something: its custom XML and its title."""
    package = Package.open(Word([*body]).save(), "made.docx")
    item, properties = "customXml/item1.xml", "customXml/itemProps1.xml"
    package.add_part(item, f"<root><title>{data}</title></root>".encode(), "application/xml")
    ids = f'<d:datastoreItem xmlns:d="{PROPERTIES}" d:itemID="{STORE.lower()}"/>'
    package.add_part(properties, ids.encode(), "application/xml")
    package.add_relationship(package.main, TYPE + "customXml", item)
    package.add_relationship(item, TYPE + "customXmlProps", properties)
    core = f"<c:coreProperties xmlns:c='urn:c'><c:title>{data}</c:title></c:coreProperties>"
    package.add_part("docProps/core.xml", core.encode(), "application/xml")
    package.add_relationship("", CORE_TYPE, "docProps/core.xml")
    return Package.open(package.save(), "made.docx")


def left(old: Package, new: Package) -> tuple[int, list[str]]:
    """How many controls are bound in the marked file, and the notices."""
    result: Marked = marked(old, new, {}, OPTIONS)
    assert verify(old, new, result.package).proved
    root = result.package.part(result.package.main)
    return sum(1 for _ in root.iter(w("dataBinding"))), [x.slug for x in result.notices]


@pytest.mark.parametrize("store", [STORE, CORE])
def test_a_control_with_marks_inside_is_filled_no_more(store: str) -> None:
    old = filled("old", p("a ", bound("the old title", store)))
    new = filled("new", p("a ", bound("the new title", store)))
    assert left(old, new) == (0, ["unbound"])


@pytest.mark.parametrize("store", [STORE, CORE])
def test_a_new_control_stays_bound_where_the_data_is_the_same(store: str) -> None:
    body = p("a "), p("b ", bound("title", store))
    assert left(filled("title", body[0]), filled("title", *body)) == (1, [])
    assert left(filled("other", body[0]), filled("title", *body)) == (0, ["unbound"])


def test_controls_that_stay_or_go_keep_their_binding() -> None:
    old = filled("title", p("a ", bound("title")), p("b ", bound("title")))
    assert left(old, filled("title", p("a new ", bound("title")))) == (2, [])
