"""What the rules look at: a document with its citations, its base, and what is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from resdiff import citations, differ, symbols, toml
from resdiff.checker.facts import Facts
from resdiff.citations import Citation, Citations
from resdiff.citations.bodies import instrument_of
from resdiff.language import places
from resdiff.language.citations import CitationWords, words
from resdiff.language.packs import LANGUAGES
from resdiff.model import Clause, Comparison, Document, Edition, Instrument, Kind
from resdiff.symbols import Entry
from resdiff.values import dataclass

# Front matter, back matter and page headers are no drafting of the text itself.
OUTSIDE = frozenset({Kind.COVER, Kind.ABSTRACT, Kind.REASONS, Kind.RUNNING, Kind.UNPLACED})


@dataclass(frozen=True, slots=True)
class Subject:
    """A document under examination.

    Shape:   `document` the resolved text; `original` the same file with its tracked changes
             rejected, None where it has none; `base` the edition it is said to be drafted on, None
             where nobody said; `proposals` the document's own; `marked` what its tracked changes
             change and `since_base` what differs from the base, both only where it has proposals;
             `children` clause indices by parent; `cited_in` the cited instruments by clause.
    """

    document: Document
    cited: Citations
    facts: Facts
    base: Document | None
    original: Document | None
    proposals: tuple[Entry, ...]
    marked: Comparison | None
    since_base: Comparison | None
    children: Mapping[int, tuple[int, ...]]
    cited_in: Mapping[int, tuple[Citation, ...]]

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The document's clauses."""
        return self.document.clauses

    @property
    def language(self) -> str:
        """The document's language; English where it is none of the six."""
        return self.document.language if self.document.language in LANGUAGES else "en"

    @property
    def words(self) -> CitationWords:
        """The words its language cites with."""
        return words(self.language)

    def instrument(self, clause: int) -> Instrument | None:
        """The instrument a clause belongs to; notes and front matter to the one around them."""
        return instrument_of(self.document, clause)

    def call_of(self, clause: int) -> Clause | None:
        """The call above a clause."""
        while clause >= 0:
            if self.clauses[clause].kind is Kind.CALL:
                return self.clauses[clause]
            clause = self.clauses[clause].parent
        return None

    def inside(self, clause: int) -> bool:
        """Whether a clause is drafting of an instrument, not front or back matter."""
        return self.clauses[clause].kind not in OUTSIDE and self.instrument(clause) is not None

    def before(self, citation: Citation, width: int) -> str:
        """The text before a citation, at most `width` code points."""
        text = self.clauses[citation.clause].text
        return text[max(0, citation.phrase_start - width) : citation.phrase_start]


def subject(
    document: Document, base: Document | None, original: Document | None, facts: Facts
) -> Subject:
    """The document with everything that rules ask for, worked out once."""
    children: dict[int, list[int]] = {}
    for index, clause in enumerate(document.clauses):
        children.setdefault(clause.parent, []).append(index)
    cited = citations.find(document)
    by_clause: dict[int, list[Citation]] = {}
    for one in cited.instruments:
        by_clause.setdefault(one.clause, []).append(one)
    proposals = symbols.entries(document)
    marked, since_base = (
        differ.compare(old, document) if old is not None and proposals else None
        for old in (original, base)
    )
    return Subject(
        document,
        cited,
        facts,
        base,
        original,
        proposals,
        marked,
        since_base,
        {parent: tuple(found) for parent, found in children.items()},
        {clause: tuple(found) for clause, found in by_clause.items()},
    )


@cache
def _house(language: str) -> Mapping[str, object]:
    return toml.table(Path(__file__).parent / "house.toml", language)


def house(language: str, key: str) -> str:
    """What the house prints in a language: "item", "section", "comma", …"""
    return str(_house(language)[key])


def house_words(language: str, key: str) -> tuple[str, ...]:
    """The words the house lists under a key."""
    found = _house(language)[key]
    assert isinstance(found, list)
    return tuple(str(word) for word in found)


def printed_edition(edition: Edition, language: str, kind: str) -> str:
    """An edition as a citation prints it in a language, with its parentheses, behind an instrument
    of that kind: an Arabic recommendation is feminine."""
    own, key = _house(language), "revised" if edition.revised else "first"
    form = str(own.get(f"{key}_{kind}", own[key]))
    return form.format(place=place_name(edition, language), year=edition.year)


def place_name(edition: Edition, language: str) -> str:
    """The edition's place in a language; as printed where no table has it."""
    known = next((p for p in places.known() if p.id == edition.place_id), None)
    return known.name(language) if known else edition.place


def sections(subject: Subject) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Every call of the preamble and the operative part with the clauses right under it."""
    for index, clause in enumerate(subject.clauses):
        if clause.kind is Kind.CALL and clause.part in ("preamble", "operative"):
            yield index, subject.children.get(index, ())
