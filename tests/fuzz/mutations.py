"""Mutations of Word files, for `package.py`: of their bytes, zip entries and XML trees, and what
somebody sends on purpose."""

from __future__ import annotations

import io
import random
import re
import warnings
import zipfile
from collections.abc import Callable, Mapping

from lxml import etree

from resdiff.ooxml.names import W, w
from resdiff.ooxml.revisions import REVISIONS

Entries = dict[str, bytes]

TAGS = sorted(
    {str(x) for x in REVISIONS}
    | {w(x) for x in ("p", "r", "t", "tbl", "tr", "tc", "sdt", "sdtContent", "pPr", "rPr", "trPr")}
    | {
        w(x)
        for x in ("tcPr", "sectPr", "body", "fldChar", "hyperlink", "numPr", "txbxContent", "tab")
    }
    | {w(x) for x in ("bookmarkStart", "bookmarkEnd", "footnoteReference", "delText", "ind", "lvl")}
)
VALUES = (
    "",
    "-1",
    "0",
    "1",
    "99999999999999999999",
    "x",
    "1.5",
    "-32769",
    "\u0661",
    "true",
    "rId1",
    "²",
)


def mutated(originals: list[bytes], chosen: random.Random) -> tuple[str, bytes, bytes]:
    """The mutation's name, the file it was made of, and the mutated one."""
    data = chosen.choice(originals)
    kinds = [bytes_changed, entries_changed, trees_changed, hostile]
    kind = chosen.choices(kinds, [2, 2, 6, 1])[0]
    return kind.__name__, data, kind(data, chosen)


def bytes_changed(data: bytes, chosen: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(chosen.choice([1, 1, 3, 30])):
        at = chosen.randrange(len(out) or 1)
        match chosen.randrange(5):
            case 0:
                out[at : at + 1] = bytes([chosen.randrange(256)])
            case 1:
                del out[at : at + chosen.choice([1, 4, 100, len(out)])]
            case 2:
                out[at:at] = out[at : at + chosen.choice([1, 30, 1000])]
            case 3:
                out[at : at + 4] = chosen.choice(
                    [b"\xff\xff\xff\xff", bytes(4), b"PK\1\2", b"PK\5\6"]
                )
            case 4:
                tail = out.rfind(b"PK\1\2") + chosen.randrange(46)
                out[tail : tail + 1] = bytes([chosen.randrange(256)])
    return bytes(out)


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {x: archive.read(x) for x in archive.namelist()}


def packed(entries: Mapping[str, bytes], twice: str = "") -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, data in entries.items():
                archive.writestr(name, data)
            if twice:
                archive.writestr(twice, b"<a/>")
    return out.getvalue()


def entries_changed(data: bytes, chosen: random.Random) -> bytes:
    entries = unpacked(data)
    twice = ""
    for _ in range(chosen.choice([1, 1, 2, 5])):
        name, other = chosen.choice(list(entries)), chosen.choice(list(entries))
        match chosen.randrange(8):
            case 0:
                entries.pop(name)
            case 1:
                entries[name] = entries[other]
            case 2:
                entries[name] = bytes_changed(entries[name] or b"x", chosen)
            case 3:
                new = chosen.choice(
                    ["../" + name, name.upper(), name + "x", "a/b/c.xml", "\u202e.xml"]
                )
                entries[new] = entries.pop(name)
            case 4:
                entries[name] = chosen.choice([b"", b"<a/>", b"\xff\xfe<\0a\0/\0>\0", b"\0" * 100])
            case 5:
                old, new = chosen.choice(list(REPLACED.items()))
                entries = {n: x.replace(old, new) for n, x in entries.items()}
            case 6:
                twice = name
            case 7:
                head = b'<!DOCTYPE a [<!ENTITY b "c">]>'
                entries[name] = entries[name].replace(b"?>", b"?>" + head, 1)
        if not entries:
            break
    return packed(entries, twice)


def hostile(data: bytes, chosen: random.Random) -> bytes:
    """What somebody sends on purpose: bombs, circles, relationships that lead elsewhere."""
    entries = unpacked(data)
    chosen.choice(ATTACKS)(entries, chosen)
    return packed(entries)


def swell(entries: Entries, chosen: random.Random) -> None:
    entries[some_part(entries, chosen)] = bytes(chosen.choice([1_000_000, 70_000_000]))


def nest(entries: Entries, chosen: random.Random) -> None:
    deep = chosen.choice([200, 260, 100_000])
    entries[some_part(entries, chosen)] = b"<a>" * deep + b"</a>" * deep


def nest_tables(entries: Entries, chosen: random.Random) -> None:
    inner = b"<w:tbl><w:tr><w:tc>" * 90 + b"<w:p/>" + b"</w:tc></w:tr></w:tbl>" * 90
    name = some_part(entries, chosen)
    entries[name] = entries[name].replace(b"<w:p ", inner + b"<w:p ", 1)


def lead_elsewhere(entries: Entries, chosen: random.Random) -> None:
    """Relationships that lead to other parts, out of the file, or nowhere."""
    targets = [b"document.xml", b"../../../etc/passwd", b"http://0.0.0.0/x", b"/", b"#", b""]

    def led(target: re.Match[bytes]) -> bytes:
        return b'Target="' + chosen.choice(targets) + b'"' if chosen.random() < 0.2 else target[0]

    for rels in (x for x in entries if x.endswith(".rels")):
        entries[rels] = re.sub(rb'Target="[^"]*"', led, entries[rels])


def run_in_circles(entries: Entries, chosen: random.Random) -> None:
    """Styles and lists that rest on any other, themselves too."""
    rests = rb'<w:(basedOn|next|link|numStyleLink|styleLink|abstractNumId) w:val="[^"]*"'
    known = re.findall(rb'w:styleId="([^"]*)"', b"".join(entries.values())) or [b"x"]

    def turned(rest: re.Match[bytes]) -> bytes:
        return b"<w:" + rest[1] + b' w:val="' + chosen.choice([*known, b"0"]) + b'"'

    for part in entries:
        entries[part] = re.sub(rests, turned, entries[part])


def give_one_id(entries: Entries, chosen: random.Random) -> None:
    name = some_part(entries, chosen)
    entries[name] = re.sub(rb' w:id="[^"]*"', b' w:id="1"', entries[name])


def some_part(entries: Entries, chosen: random.Random) -> str:
    return chosen.choice([x for x in entries if x.endswith((".xml", ".rels"))])


Attack = Callable[[Entries, random.Random], None]
ATTACKS: tuple[Attack, ...] = (
    swell, nest, nest_tables, lead_elsewhere, run_in_circles, give_one_id,
)  # fmt: skip


REPLACED = {
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main": (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    ),
    b'encoding="UTF-8"': b'encoding="latin-1"',
    b'Target="': b'Target="/',
    b"document.xml": b"styles.xml",
    b"<w:": b"<v:",
    b'w:val="': b'w:val="1',
    b"</w:p>": b"<w:p/></w:p>",
}


def trees_changed(data: bytes, chosen: random.Random) -> bytes:
    entries = unpacked(data)
    trees = [x for x in entries if x.endswith((".xml", ".rels")) and not x.startswith("docProps")]
    main = [x for x in trees if x.endswith("document.xml")]
    for _ in range(chosen.choice([1, 1, 1, 2])):
        name = chosen.choice(main or trees) if chosen.random() < 0.7 else chosen.choice(trees)
        try:
            root = etree.fromstring(entries[name])
        except etree.XMLSyntaxError:
            continue
        for _ in range(chosen.choice([1, 2, 5, 20, 100])):
            mutate_tree(root, chosen)
        entries[name] = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return packed(entries)


def mutate_tree(root: etree._Element, chosen: random.Random) -> None:
    elements = [x for x in root.iter("*") if x is not root]
    if not elements:
        return
    element, other = chosen.choice(elements), chosen.choice(elements)
    chosen.choice(CHANGES)(element, other, chosen)


def delete(element: etree._Element, other: etree._Element, chosen: random.Random) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def unwrap(element: etree._Element, other: etree._Element, chosen: random.Random) -> None:
    for child in list(element):
        element.addprevious(child)
    delete(element, other, chosen)


def double(element: etree._Element, other: etree._Element, chosen: random.Random) -> None:
    if sum(1 for _ in element.iter()) < 300:
        element.addnext(etree.fromstring(etree.tostring(element, with_tail=False)))


def move(element: etree._Element, other: etree._Element, chosen: random.Random) -> None:
    if element is not other and element not in other.iterancestors():
        other.insert(chosen.randrange(len(other) + 1), element)


def rename(element: etree._Element, other: etree._Element, chosen: random.Random) -> None:
    element.tag = chosen.choice([*TAGS, other.tag])


def revise(element: etree._Element, other: etree._Element, chosen: random.Random) -> None:
    """Wraps an element in a revision, or puts one beside it."""
    tag = chosen.choice(TAGS)
    new = element.makeelement(tag, {}, None)
    new.set(f"{{{W}}}id", str(chosen.randrange(5)))
    new.set(f"{{{W}}}author", "fuzz")
    element.addprevious(new)
    if chosen.random() < 0.6:
        new.append(element)


def vary(element: etree._Element, other: etree._Element, chosen: random.Random) -> None:
    names = [*element.attrib, *other.attrib, f"{{{W}}}val", f"{{{W}}}id"]
    element.set(chosen.choice(names), chosen.choice(VALUES))


def strip(element: etree._Element, other: etree._Element, chosen: random.Random) -> None:
    element.attrib.clear()


def say(element: etree._Element, other: etree._Element, chosen: random.Random) -> None:
    element.text = chosen.choice(["", " ", "\n", "x" * 1000, "\u0627\u0644", "<", None])


Change = Callable[[etree._Element, etree._Element, random.Random], None]
CHANGES: tuple[Change, ...] = (
    delete, unwrap, double, move, move, rename, rename, revise, revise, revise, vary, strip, say,
)  # fmt: skip
