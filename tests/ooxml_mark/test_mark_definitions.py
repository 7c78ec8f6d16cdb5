"""What no tracked change can say of a definition is named; what is the same is not."""

from __future__ import annotations

import pytest
from made_word import NAMES, Word, p

from resdiff.ooxml import MarkOptions, Package, marked
from resdiff.ooxml.names import TYPE

OPTIONS = MarkOptions("Author", "2024-05-01T12:00:00Z")
THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements>'
    '<a:fontScheme name="{0}"><a:latin typeface="{0}"/></a:fontScheme></a:themeElements></a:theme>'
)


def style(key: str, name: str, inner: str = "") -> str:
    named = f'<w:name w:val="{name}"/>'
    return f'<w:style w:type="paragraph" w:styleId="{key}">{named}{inner}</w:style>'


def package(*body: str, styles: tuple[str, ...] = (), **parts: str) -> Package:
    """A file with these styles, and other parts by kind."""
    opened = Package.open(Word([*body], styles=[*styles]).save(), "made.docx")
    for kind, xml in parts.items():
        opened.add_part(f"word/{kind}.xml", xml.encode(), "application/xml")
        opened.add_relationship(opened.main, TYPE + kind, f"word/{kind}.xml")
    return opened


def said(old: Package, new: Package) -> list[tuple[str, str]]:
    return [(x.slug, x.message) for x in marked(old, new, {}, OPTIONS).notices]


BOLD = "<w:rPr><w:b/></w:rPr>"


def test_a_style_in_use_that_is_defined_otherwise_is_named() -> None:
    old = package(p("one", style="H1"), styles=(style("H1", "heading 1"),))
    new = package(p("one", style="T1"), styles=(style("T1", "heading 1", BOLD),))
    ((slug, message),) = said(old, new)
    assert slug == "style-kept"
    assert message.startswith("1 style is defined otherwise")
    assert message.endswith("definition stays: heading 1")


def test_a_style_counts_as_used_where_another_builds_on_it() -> None:
    built = style("B", "built", '<w:basedOn w:val="N"/>')
    old = package(p("one", style="B"), styles=(style("N", "base"), built))
    new = package(p("one", style="B"), styles=(style("N", "base", BOLD), built))
    assert [message.rpartition(": ")[2] for _, message in said(old, new)] == ["base"]


@pytest.mark.parametrize(
    "styles",
    [
        (style("H1", "heading 1"), style("X", "not in use", BOLD)),
        (style("H1", "heading 1", '<w:uiPriority w:val="9"/><w:qFormat/>'),),
        (style("Titre1", "heading 1"),),
    ],
)
def test_what_a_reader_cannot_see_of_styles_is_not_named(styles: tuple[str, ...]) -> None:
    key = "Titre1" if "Titre1" in styles[0] else "H1"
    old = package(p("one", style="H1"), styles=(style("H1", "heading 1"), style("X", "not in use")))
    assert said(old, package(p("one", style=key), styles=styles)) == []


def test_many_styles_are_counted() -> None:
    names = [f"style {x}" for x in "abcdefgh"]
    body = [p("one", style=x[-1]) for x in names]
    old = package(*body, styles=tuple(style(x[-1], x) for x in names))
    new = package(*body, styles=tuple(style(x[-1], x, BOLD) for x in names))
    ((_, message),) = said(old, new)
    assert message.startswith("8 styles are")
    assert message.endswith("style f and 2 more")


FONT = '<w:font w:name="Own"><w:embedRegular/></w:font>'
NOTES = (
    f'<w:footnotes {NAMES}><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/>'
    "</w:r>{}</w:p></w:footnote></w:footnotes>"
)


@pytest.mark.parametrize(
    ("kind", "old", "new", "said_of_it"),
    [
        ("fontTable", "<w:fonts {0}/>", "<w:fonts {0}>" + FONT + "</w:fonts>", "the fonts that it"),
        (
            "settings",
            "<w:settings {0}/>",
            '<w:settings {0}><w:documentProtection w:edit="readOnly"/></w:settings>',
            "what it protects against editing",
        ),
        ("footnotes", NOTES.format(""), NOTES.format("<w:r><w:t>Notes</w:t></w:r>"), "what parts"),
    ],
)
def test_what_no_text_shows_is_named(kind: str, old: str, new: str, said_of_it: str) -> None:
    sides = (package(p("one"), **{kind: x.replace("{0}", NAMES)}) for x in (old, new))
    ((slug, message),) = said(*sides)
    assert slug == "settings-kept"
    assert said_of_it in message


def test_another_background_is_named() -> None:
    old, new = package(p("one")), package(p("one"))
    coloured = new.data(new.main).replace(b"<w:body>", b'<w:background w:color="FF0000"/><w:body>')
    new.set_data(new.main, coloured)
    ((_, message),) = said(old, new)
    assert "the background of its pages" in message


def test_building_blocks_that_differ_are_named() -> None:
    def side(words: str, saved: str) -> Package:
        inner = f'<w:docPartBody><w:p w:rsidR="{saved}"><w:r><w:t>{words}</w:t></w:r></w:p>'
        name = '<w:docPartPr><w:name w:val="Prompt"/></w:docPartPr>'
        part = f"<w:docParts><w:docPart>{name}{inner}</w:docPartBody></w:docPart></w:docParts>"
        xml = f"<w:glossaryDocument {NAMES}>{part}</w:glossaryDocument>"
        return package(p("one"), glossaryDocument=xml)

    old, none = side("Choose an item.", "1"), package(p("one"))
    assert said(old, side("Choose an item.", "2")) == []
    for new in (side("Click here.", "1"), none):
        ((slug, message),) = said(old, new)
        assert slug == "settings-kept"
        assert "its building blocks" in message


def test_other_defaults_theme_and_settings_are_named_together() -> None:
    defaults = "<w:docDefaults><w:rPrDefault><w:rPr>{}</w:rPr></w:rPrDefault></w:docDefaults>"
    settings = f"<w:settings {NAMES}>{{}}</w:settings>"
    separator = '<w:footnotePr><w:footnote w:id="-1"/></w:footnotePr>'
    old = package(
        p("one"),
        styles=(defaults.format('<w:sz w:val="20"/>'),),
        theme=THEME.format("Calibri"),
        settings=settings.format(""),
    )
    new = package(
        p("one"),
        styles=(defaults.format('<w:sz w:val="24"/>'),),
        theme=THEME.format("Cambria"),
        settings=settings.format("<w:mirrorMargins/>" + separator),
    )
    ((slug, message),) = said(old, new)
    assert slug == "settings-kept"
    assert "default font or spacing, the fonts or colours of its theme, mirrored margins" in message
    assert "footnotes" not in message
    assert said(old, package(p("two"), styles=(), settings=settings.format(separator))) == [
        (
            "settings-kept",
            "the new file differs in its default font or spacing, which no tracked change can say;"
            " the old file's stay",
        )
    ]
