"""Gives a document's text back, put together from its clauses: what shows that none was lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from resdiff.model import Anchor, Clause, Document
from resdiff.parsers import critic, text

_Place = tuple[str, int]
_Stretch = tuple[int, int, str]


def rebuild(document: Document) -> str:
    """The text that the clauses hold, paragraph by paragraph in the order of the source.

    Shape:   for a text, exactly the text that was read in this view, line ends as LF: what stands
             in no clause (blanks, extractors' artefacts) is taken from the source. For all else a
             line for each paragraph, automatic labels with a TAB behind; notes and running lines
             follow.
    """
    placed: dict[_Place, list[_Stretch]] = {}
    labels: dict[_Place, str] = {}
    for clause in document.clauses:
        _place(clause, placed, labels)
    lines = _source_lines(document) if any(part == text.PART for part, _ in placed) else []
    if lines:
        return "\n".join(
            _line(line, placed.get((text.PART, number), ())) for number, line in enumerate(lines)
        )
    return "".join(f"{said}\n" for said in _paragraphs(placed, labels))


def _place(clause: Clause, placed: dict[_Place, list[_Stretch]], labels: dict[_Place, str]) -> None:
    """Puts the clause's text and its typed label where they stand."""
    at = 0
    above: _Place | None = None
    for anchor in clause.anchors:
        here = (anchor.part, anchor.paragraph)
        at += above is not None and here != above  # the LF between two paragraphs
        length = anchor.stop - anchor.start
        _put(anchor, clause.text[at : at + length], placed)
        at, above = at + length, here
    if clause.label_anchor is not None:
        _put(clause.label_anchor, clause.label, placed)
    elif clause.label and clause.anchors:
        first = clause.anchors[0]
        labels.setdefault((first.part, first.paragraph), clause.label)


def _put(anchor: Anchor, said: str, placed: dict[_Place, list[_Stretch]]) -> None:
    here = (anchor.part, anchor.paragraph)
    placed.setdefault(here, []).append((anchor.start, anchor.stop, said))


def _source_lines(document: Document) -> list[str]:
    source = document.source
    if source is None:
        return []
    said = text.decode(source.data, source.name)
    marked = source.format == "markdown"
    return text.lines(critic.settle(said, document.view) if marked else said)


def _line(line: str, stretches: Sequence[_Stretch]) -> str:
    """A line of a text: the clauses' stretches, and between them what stands in none."""
    found, at = "", 0
    for start, stop, said in sorted(stretches):
        found += line[at:start] + said
        at = stop
    return found + line[at:]


def _paragraphs(
    placed: Mapping[_Place, Sequence[_Stretch]], labels: Mapping[_Place, str]
) -> Iterator[str]:
    parts = list(dict.fromkeys(part for part, _ in placed))
    for here in sorted(placed, key=lambda place: (parts.index(place[0]), place[1])):
        found, at = "", None
        for start, stop, said in sorted(placed[here]):
            found += ("\t" if at is not None and start > at else "") + said
            at = stop
        label = labels.get(here, "")
        yield f"{label}\t{found}" if label else found
