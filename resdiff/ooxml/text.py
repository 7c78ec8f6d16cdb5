"""The one reader of a paragraph's text: what is printed, and which leaf of the XML prints it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from lxml.etree import _Element

from resdiff.ooxml.names import FALLBACK, PPR, RPR, RUN, SPACE, W16SE, P, T, m, mc, w

CHARACTERS: Final = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "\u2011",
    w("softHyphen"): "\u00ad",
    w("sym"): "\u25a1",
}
"""Elements of a run that print one character."""

REFERENCES: Final = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}
"""Elements of a run that print the number of a note."""

NO_MARKS: Final[Mapping[_Element, str]] = {}

_MATH_TEXT = m("t")
_MATH_RUN = m("r")
_RUNS = frozenset({RUN, _MATH_RUN})
_CHOICE = mc("Choice")
_ALTERNATE = mc("AlternateContent")
_SYMBOL = f"{{{W16SE}}}symEx"
# Properties and field codes have no text; drawings, old pictures and objects are one thing without
# width: the paragraphs of the text boxes inside them are paragraphs of their own.
_SILENT = frozenset(
    {
        PPR,
        RPR,
        FALLBACK,
        *map(w, ("sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr", "fldData", "rubyPr")),
    }
    | {m("rPr"), m("ctrlPr")}
)
_WHOLE = frozenset(
    map(
        w,
        (
            "drawing",
            "pict",
            "object",
            "fldChar",  # a form's holds what the form asks for
            "instrText",
            "delInstrText",
            "delText",
            "txbxContent",
        ),
    )
)
_SPACES = " \t\n\r"
_TO_SPACES = str.maketrans("\t\n\r", "   ")


class Atom(NamedTuple):
    """One leaf of a paragraph and what it prints.

    A named tuple, because a long file has half a million: a frozen data class takes three times as
    long to make.

    Shape:   `node` the leaf (`w:t`, `w:tab`, `w:drawing`, `w:bookmarkStart`, …); `text` what it
             prints, often ""; `run` the `w:r` or `m:r` that holds it, None for a leaf between
             runs; `wrappers` what stands between the paragraph and the run (hyperlink, ins, sdt,
             sdtContent, smartTag, fldSimple, customXml, dir, oMath …), outermost first.
    Units:   `start` where `text` begins in the paragraph's text; `skip` how many characters of
             `node.text` are not printed before it (blanks that `xml:space` does not preserve).
    """

    text: str
    node: _Element
    run: _Element | None
    wrappers: tuple[_Element, ...]
    start: int
    skip: int = 0

    @property
    def stop(self) -> int:
        """Where `text` ends in the paragraph's text."""
        return self.start + len(self.text)


def atoms(paragraph: _Element, marks: Mapping[_Element, str] = NO_MARKS) -> list[Atom]:
    """Every leaf of a paragraph in order; their texts joined are the paragraph's text.

    Shape:   `marks` gives the printed numbers of the note references (`notes.note_marks`); without
             it they print nothing. Paragraphs of text boxes inside this one are not part of it.
    """
    found: list[Atom] = []
    _collect(paragraph, None, (), marks, found, 0)
    return found


def paragraph_text(paragraph: _Element, marks: Mapping[_Element, str] = NO_MARKS) -> str:
    """The paragraph's text as printed, automatic label excluded: see the table in `atoms`."""
    return "".join([x.text for x in atoms(paragraph, marks)])


def _collect(
    element: _Element,
    run: _Element | None,
    wrappers: tuple[_Element, ...],
    marks: Mapping[_Element, str],
    found: list[Atom],
    start: int,
) -> int:
    """Adds the leaves of an element, whose text begins at `start`; gives where it ends."""
    for child in element:
        tag = child.tag
        if tag == T and len(child) == 0:
            text, skip = written(child)
        elif tag in _SILENT or not isinstance(tag, str) or tag == P:
            continue
        elif tag in _RUNS:
            start = _collect(child, child, wrappers, marks, found, start)
            continue
        elif tag in _WHOLE or len(child) == 0 or (tag == _ALTERNATE and not _speaks(child)):
            text, skip = _printed(child, marks)
        else:
            start = _collect(child, run, (*wrappers, child), marks, found, start)
            continue
        found.append(Atom(text, child, run, wrappers, start, skip))
        start += len(text)
    return start


def _printed(leaf: _Element, marks: Mapping[_Element, str]) -> tuple[str, int]:
    """What a leaf that is no `w:t` prints, and how many of its characters are skipped before."""
    tag = leaf.tag
    if tag == _MATH_TEXT:
        return leaf.text or "", 0
    if tag in REFERENCES:
        return marks.get(leaf, ""), 0
    if tag == _SYMBOL:
        return _symbol(leaf), 0
    return CHARACTERS.get(str(tag), ""), 0


def written(t: _Element) -> tuple[str, int]:
    """What a `w:t` prints, and where that begins: outer blanks count only where preserved."""
    text = t.text or ""
    if "\n" in text or "\t" in text or "\r" in text:
        text = text.translate(_TO_SPACES)
    if not text or (text[0] != " " and text[-1] != " ") or _preserves(t):
        return text, 0
    inner = text.lstrip(" ")
    return inner.rstrip(" "), len(text) - len(inner)


def _preserves(t: _Element) -> bool:
    here: _Element | None = t
    while here is not None:
        kept = here.get(SPACE)
        if kept is not None:
            return kept == "preserve"
        here = here.getparent()
    return False


def _speaks(alternate: _Element) -> bool:
    """Whether an alternate content holds runs or text of this paragraph, and not just a drawing."""
    choice = alternate.find(_CHOICE)
    if choice is None:
        return False
    return any(x.tag in _RUNS or x.tag in (T, _SYMBOL, _MATH_TEXT) for x in _shallow(choice))


def _shallow(element: _Element) -> Iterator[_Element]:
    for child in element:
        if child.tag not in _WHOLE:
            yield child
            yield from _shallow(child)


def _symbol(leaf: _Element) -> str:
    """The emoji that a `w16se:symEx` names ([MS-DOCX] 2.6.5); an open square when it names none."""
    code = leaf.get(f"{{{W16SE}}}char", "")
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return "\u25a1"
