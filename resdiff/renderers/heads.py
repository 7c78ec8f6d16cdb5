"""The head of an instrument and the notices, as data: shared by `show` and `compare`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias, Union

from resdiff.model import Document, Edition, Instrument, Kind, Notice, Work

SCHEMA = "resdiff/1"

Json: TypeAlias = Union[str, int, float, bool, "Mapping[str, Json]", "Sequence[Json]", None]

NO_INSTRUMENT = Instrument(
    work=Work("", "", ""),
    edition=Edition(),
    language="",
    title="",
    adopting="",
    history=(),
    proposal=None,
    start=0,
    stop=0,
)


def head(instrument: Instrument) -> dict[str, Json]:
    """Which resolution, which edition, in which language, called what."""
    return {
        "work": work_data(instrument.work),
        "edition": edition_data(instrument.edition),
        "language": instrument.language,
        "title": instrument.title.strip(),
        "adopting": instrument.adopting.strip(),
        "history": [{"place": e.place, "year": e.year} for e in instrument.history],
    }


def work_data(work: Work) -> dict[str, Json]:
    """Which text, through all its editions."""
    return {"body": work.body, "kind": work.kind, "number": work.number}


def edition_data(edition: Edition) -> dict[str, Json]:
    """When and where an edition was adopted."""
    return {
        "revised": edition.revised,
        "place": edition.place,
        "place_id": edition.place_id,
        "year": edition.year,
    }


def titled(work: Work) -> str:
    """A text as messages name it: "PP Resolution 101"; "" for what is no instrument."""
    return " ".join(filter(None, (work.body, work.kind.capitalize(), work.number)))


def number_line(document: Document, instrument: Instrument) -> str:
    """The number line as printed, in one line, or ""."""
    lines = (
        clause.text
        for clause in document.clauses[instrument.start : instrument.stop]
        if clause.kind is Kind.NUMBER
    )
    return " ".join(" ".join(lines).split())


def file_name(path: str) -> str:
    """A file's name without its folders, whichever way they are written."""
    return path.replace("\\", "/").rpartition("/")[2]


def source_name(document: Document) -> str:
    """The name of the file a document was read from, or ""."""
    return document.source.name if document.source else ""


def notices(*several: Iterable[Notice]) -> list[Json]:
    """Notices as data, each once, in order."""
    unique = dict.fromkeys((n.slug, n.message, n.anchor) for group in several for n in group)
    found: list[Json] = []
    for slug, message, anchor in unique:
        notice: dict[str, Json] = {"slug": slug, "message": message}
        if anchor is not None:
            notice["part"], notice["paragraph"] = anchor.part, anchor.paragraph
        found.append(notice)
    return found
