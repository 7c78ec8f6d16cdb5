"""Lists that are brought count and look as they do in the new file."""

from __future__ import annotations

from made_word import Word, p

from resdiff.model import View
from resdiff.ooxml import MarkOptions, Package, describe, marked, settle
from resdiff.ooxml.mark.keys import Keys
from resdiff.ooxml.names import TYPE, R, w
from resdiff.ooxml.verify import verify

OPTIONS = MarkOptions("Author", "2024-05-01T12:00:00Z")
RESTART = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'


def item(words: str, number: int) -> str:
    own = f'<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
    return p(words).replace("<w:p>", f"<w:p>{own}")


def abstract(number: int, form: str = "decimal", inner: str = "", head: str = "") -> str:
    level = (
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="%1."/>{inner}</w:lvl>'
    )
    return f'<w:abstractNum w:abstractNumId="{number}">{head or level}</w:abstractNum>'


def num(number: int, base: int, inner: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{base}"/>{inner}</w:num>'


def labels(package: Package) -> list[tuple[str, str]]:
    return [(x.label, x.text) for x in describe(package).blocks]


def proved(old: Package, new: Package) -> Package:
    """The marked file, whose labels are right on both sides."""
    result = marked(old, new, {}, OPTIONS).package
    for first, second in ((old, new), (new, old)):
        both = marked(first, second, {}, OPTIONS).package
        assert verify(first, second, both).proved
        assert labels(settle(both, View.FINAL)) == labels(second)
        assert labels(settle(both, View.ORIGINAL)) == labels(first)
    return result


def opened(*body: str, numbering: str, styles: tuple[str, ...] = ()) -> Package:
    word = Word([*body], numbering=numbering, styles=[*styles])
    return Package.open(word.save(), "made.docx")


ITEMS = item("one", 1), item("two", 1), p("middle")


def test_a_list_that_counts_on_from_another_does_so_when_it_is_brought() -> None:
    old = opened(*ITEMS, numbering=abstract(0) + num(1, 0))
    new = opened(*ITEMS, item("three", 2), numbering=abstract(0) + num(1, 0) + num(2, 0))
    assert labels(new)[-1] == ("3.", "three")
    proved(old, new)


def test_a_list_that_begins_anew_does_so_when_it_is_brought() -> None:
    old = opened(*ITEMS, numbering=abstract(0) + num(1, 0))
    new = opened(*ITEMS, item("three", 2), numbering=abstract(0) + num(1, 0) + num(2, 0, RESTART))
    assert labels(new)[-1] == ("1.", "three")
    proved(old, new)


def test_equal_lists_that_count_together_on_one_side_only_are_told_apart() -> None:
    body = *ITEMS, item("three", 2)
    together = opened(*body, numbering=abstract(0) + num(1, 0) + num(2, 0))
    apart = opened(*body, numbering=abstract(0) + abstract(1) + num(1, 0) + num(2, 1))
    assert [x.label for x in describe(together).blocks] == ["1.", "2.", "", "3."]
    assert [x.label for x in describe(apart).blocks] == ["1.", "2.", "", "1."]
    proved(together, apart)


def test_a_list_that_takes_its_levels_from_a_style_keeps_them() -> None:
    style = (
        '<w:style w:type="numbering" w:styleId="L"><w:name w:val="L"/><w:pPr><w:numPr>'
        '<w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    levels = abstract(3, "lowerLetter", '<w:pPr><w:ind w:left="9"/></w:pPr>')
    levels = levels.replace("<w:lvl ", '<w:styleLink w:val="L"/><w:lvl ')
    link = abstract(4, head='<w:numStyleLink w:val="L"/>')
    old = opened(*ITEMS, numbering=abstract(0) + num(1, 0))
    numbering = abstract(0) + levels + link + num(1, 0) + num(2, 3) + num(3, 4)
    new = opened(*ITEMS, item("a", 3), item("b", 3), numbering=numbering, styles=(style,))
    assert labels(new)[-1] == ("b.", "b")
    proved(old, new)


def test_the_picture_that_marks_items_is_brought() -> None:
    def pictured(data: bytes, *body: str) -> Package:
        bullet = (
            '<w:numPicBullet w:numPicBulletId="0"><w:pict><v:shape id="s"><v:imagedata'
            ' r:id="rIdB"/></v:shape></w:pict></w:numPicBullet>'
        )
        own = abstract(0, "bullet", '<w:lvlPicBulletId w:val="0"/>')
        package = opened(*body, numbering=bullet + own + num(1, 0))
        package.add_part("word/media/b.png", data, "image/png")
        key = package.add_relationship("word/numbering.xml", TYPE + "image", "word/media/b.png")
        numbering = package.data("word/numbering.xml").replace(b'"rIdB"', f'"{key}"'.encode())
        package.set_data("word/numbering.xml", numbering)
        return Package.open(package.save(), "made.docx")

    old = pictured(b"one", p("first"), item("x", 1), p("end"))
    new = pictured(b"two", p("first"), item("y", 1), p("end"))
    root = proved(old, new).part("word/numbering.xml")
    shapes = [x.get("id") for x in root.iter("{urn:schemas-microsoft-com:vml}shape")]
    assert len(set(shapes)) == len(shapes) == 2
    result = proved(old, new)
    digests = {
        Keys(result).target("word/numbering.xml", x.get(f"{{{R}}}id") or "")
        for x in root.iter("{urn:schemas-microsoft-com:vml}imagedata")
    }
    assert len(digests) == 2
    assert [x.get(w("val")) for x in root.iter(w("lvlPicBulletId"))] == ["0", "1"]
    assert verify(old, new, result).formatting == ()


def test_equal_lists_stay_the_same_list_under_other_numbers() -> None:
    old = opened(*ITEMS, numbering=abstract(0) + num(1, 0))
    body = item("one", 7), item("two", 7), p("middle")
    new = opened(*body, numbering=abstract(5) + num(7, 5))
    assert not proved(old, new).touched
