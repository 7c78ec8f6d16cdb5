"""A secretariat's own Word file is the template: its looks stay, its places are filled."""

from __future__ import annotations

import io
import zipfile

import pytest
from proposing import made, seed

from resdiff import ooxml, resources
from resdiff.errors import UsageError
from resdiff.ooxml import Package
from resdiff.ooxml.stories import story_parts
from resdiff.proposals import make
from resdiff.proposals.template import template


def own() -> bytes:
    return (resources.templates() / "contribution.docx").read_bytes()


def changed(part: str, old: str, new: str) -> bytes:
    """The house's template with a text of one part replaced."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(own())) as before, zipfile.ZipFile(stream, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            if name == part:
                assert old.encode() in data
                data = data.replace(old.encode(), new.encode())
            after.writestr(name, data)
    return stream.getvalue()


def test_what_stands_around_a_place_stays() -> None:
    other = changed("word/document.xml", "{source}", "submitted by {source} alone")
    data = make(seed("res101-en"), "ECP", "", other).data
    main = Package.open(data, "c").part("word/document.xml")
    assert "submitted by European common proposals alone" in [
        ooxml.paragraph_text(p) for p in main.iter(ooxml.names.w("p"))
    ]


def test_a_style_of_the_template_is_the_contributions() -> None:
    other = changed("word/styles.xml", 'w:styleId="Call"', 'w:styleId="Rubrum"')
    main = Package.open(make(seed("res101-en"), "ECP", "", other).data, "c").part(
        "word/document.xml"
    )
    used = {x.get(ooxml.names.w("val")) for x in main.iter(ooxml.names.w("pStyle"))}
    assert "Rubrum" in used
    assert "Call" not in used


def test_no_place_is_left_open() -> None:
    package = Package.open(made(seed("res101-en")), "c")
    for part, _ in story_parts(package):
        for paragraph in package.part(part).iter(ooxml.names.w("p")):
            assert "{" not in ooxml.paragraph_text(paragraph)


def test_a_template_without_room_for_proposals_is_refused() -> None:
    with pytest.raises(UsageError, match="no place for the proposals"):
        template(changed("word/document.xml", "{proposals}", "proposals"))
