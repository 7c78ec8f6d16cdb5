"""Assembles a contribution from its plan, or from the Word file that it is already."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from resdiff import ooxml, parsers, symbols
from resdiff.errors import UsageError
from resdiff.language import LANGUAGES
from resdiff.model import Document, Edition, Notice, View
from resdiff.ooxml import Package
from resdiff.proposals import editions, provisions, reading
from resdiff.proposals.plan import Plan, Planned, Said
from resdiff.proposals.values import Contribution, Head, Proposed, Side
from resdiff.typeset import typeset
from resdiff.values import dataclass, replace

WORD = "docx"
NO_DOCUMENT = "XX"  # as drafts inside regional groups have it
NO_SOURCE = "XXX"
_ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Assembled:
    """A contribution with its files read, and what was odd about them."""

    contribution: Contribution
    notices: tuple[Notice, ...]


Reader = Callable[[str], bytes]


def assemble(plan: Plan, read: Reader) -> Assembled:
    """The contribution with its texts.

    Raises:  UsageError when something needed is missing; what reading a file raises.
    """
    assembly = _Assembly(plan, read)
    proposals = tuple(one for x in plan.proposals for one in assembly.proposed(x))
    return Assembled(assembly.contribution(proposals), tuple(assembly.notices))


class _Assembly:
    """One plan while its files are read."""

    def __init__(self, plan: Plan, read: Reader) -> None:
        self.plan = plan
        self.read = read
        self.notices: list[Notice] = []
        self.documents: list[Document] = []
        self.edited: list[Document] = []

    def proposed(self, planned: Planned) -> tuple[Proposed, ...]:
        """The proposal that is planned; one for each provision where that is the unit.

        Raises:  UsageError when it names no file.
        """
        base = self._document(planned.base, View.FINAL) if planned.base else None
        edited = self._document(planned.edited, View.FINAL) if planned.edited else None
        if base is None and edited is None:
            raise UsageError("a proposal names no file", "give it base = FILE, edited = FILE")
        if edited is not None:
            self.edited.append(edited)
        if symbols.unit(planned.body) == symbols.PROVISION:
            return self._by_provision(planned, base, edited)
        sides = self._sides(planned, base, edited)
        if sides[0] is not None:
            self._look_at_base(planned, sides[0])
        if sides[0] is not None and sides[1] is not None:
            self.notices.extend(reading.mismatch(sides[0], sides[1]))
        reasons = self._words(planned.reasons, planned.reasons_file)
        if not reasons:
            own = sides[1] or sides[0]
            reasons = reading.reasons_of(own) if own is not None else ()
        return (Proposed(planned.symbol, *sides, reasons),)

    def _by_provision(
        self, planned: Planned, base: Document | None, edited: Document | None
    ) -> tuple[Proposed, ...]:
        if base is None or edited is None:
            said = f"provisions of {planned.body} are proposed from two texts"
            raise UsageError(said, "give it base = FILE, edited = FILE")
        reasons = self._words(planned.reasons, planned.reasons_file)
        found, notices = provisions.propose(base, edited, reasons)
        self.notices.extend(notices)
        return found

    def _document(self, path: str, view: View) -> Document:
        document = as_word(parsers.read(self.read(path), path, view))
        self.documents.append(document)
        return document

    def _sides(
        self, planned: Planned, base: Document | None, edited: Document | None
    ) -> tuple[Side | None, Side | None]:
        number = planned.resolution
        if base is None or edited is None:
            one = base or edited
            path = planned.base or planned.edited
            side = reading.side_of(one, number, None, path) if one is not None else None
            return (side, None) if base is not None else (None, side)
        if len(base.instruments) == 1 or number:
            old = reading.side_of(base, number, None, planned.base)
            like = base.instruments[old.instrument]
            return old, reading.side_of(edited, "", like, planned.edited)
        new = reading.side_of(edited, "", None, planned.edited)
        like = edited.instruments[new.instrument]
        return reading.side_of(base, "", like, planned.base), new

    def _look_at_base(self, planned: Planned, base: Side) -> None:
        """Says when the base is tracked itself, and when the edited copy was drafted on another."""
        if _is_tracked(self.read(planned.base), planned.base):
            said = f"{planned.base} carries tracked changes: they are taken as accepted"
            self.notices.append(Notice("tracked-base", said))
        if planned.edited and _is_tracked(data := self.read(planned.edited), planned.edited):
            original = as_word(parsers.read(data, planned.edited, View.ORIGINAL))
            found = reading.drift(base, original, planned.edited)
            if found is not None:
                self.notices.append(found)

    def _words(self, text: str, path: str) -> tuple[str, ...]:
        if path:
            document = parsers.read(self.read(path), path, View.FINAL)
            lines = (f"{c.label}\t{c.text}".strip() for c in document.clauses)
            return tuple(x for x in lines if x)
        return tuple(x.strip() for x in text.split("\n") if x.strip())

    def contribution(self, proposals: tuple[Proposed, ...]) -> Contribution:
        """The contribution that holds these proposals."""
        plan = self.plan
        own = (x for d in self.edited if (x := reading.abstract_of(d)))
        abstract = self.abstract() or next(own, ())
        return Contribution(
            self._head(proposals),
            proposals,
            abstract,
            first=plan.number or 1,
            first_new=plan.first_new,
            edition=plan.said.edition,
        )

    def abstract(self) -> tuple[str, ...]:
        """The abstract that the plan names."""
        return self._words(self.plan.said.abstract, self.plan.said.abstract_file)

    def _head(self, proposals: tuple[Proposed, ...]) -> Head:
        known = [reading.head_of(x) for x in (*self.edited, *self.documents)]
        language = self.plan.said.language or next(
            (x.language for x in (*self.edited, *self.documents) if x.language), _ENGLISH
        )
        head = overridden(_merged(known, language), self.plan.said)
        if not head.conference:
            head = replace(head, conference=_conference(self.plan.said, proposals, language))
        if not head.source:
            raise UsageError("the proposal line needs its source", "say whose: --source ECP")
        if not head.document:
            said = f"no document number is given: the proposal line says {NO_DOCUMENT}"
            self.notices.append(Notice("no-document", said))
            head = replace(head, document=NO_DOCUMENT)
        return head


def _merged(known: list[Head], language: str) -> Head:
    """The first head that says something, entry by entry; printed words only of that language."""
    like = [x for x in known if x.language == language]
    return Head(
        language,
        next((x.source for x in known if x.source), ""),
        next((x.document for x in known if x.document), ""),
        next((x.conference for x in known if x.conference), ""),
        next((x.date for x in known if x.date), ""),
        next((x.original for x in known if x.original), ""),
        next((x.sources for x in like if x.sources), ()),
        next((x.titles for x in like if x.titles), ()),
    )


def overridden(head: Head, said: Said) -> Head:
    """The head with what the plan says put in.

    Raises:  UsageError for a language or date that is none.
    """
    for language in (said.language, said.original):
        if language and language not in LANGUAGES:
            raise UsageError(f"{language!r} is no language", f"one of {' '.join(LANGUAGES)}")
    try:
        day = date.fromisoformat(said.date[:10]).isoformat() if said.date else ""
    except ValueError:
        raise UsageError(f"{said.date!r} is no date", "write it as 2024-09-16") from None
    other = (said.source and said.source != head.source) or (
        said.language and said.language != head.language
    )
    printed = tuple(said.source_name.split("\n")) if said.source_name else ()
    titles = tuple(said.title.split("\n")) if said.title else ()
    return Head(
        said.language or head.language,
        said.source or head.source,
        said.document or head.document,
        said.conference or head.conference,
        day or head.date,
        said.original or head.original,
        printed or (() if other else head.sources),
        titles or (() if other else head.titles),
    )


def _conference(said: Said, proposals: tuple[Proposed, ...], language: str) -> str:
    """The conference that the new edition, or the edited text's own, comes from."""
    for one in proposals:
        side = one.base or one.new
        if side is not None and side.provision:
            return ""
        body = side.document.instruments[side.instrument].work.body if side else ""
        if said.edition:
            target = editions.target(said.edition, language)
            own = Edition(True, "", target.place.id, target.year)
            if found := reading.conference_of(own, body):
                return found
        if one.base is not None and one.new is not None:
            before, after = (s.document.instruments[s.instrument] for s in (one.base, one.new))
            if (before.edition.place_id, before.edition.year) != (
                after.edition.place_id,
                after.edition.year,
            ):
                return reading.conference_of(after.edition, after.work.body)
    return ""


def as_word(document: Document) -> Document:
    """The same document with a Word file behind it: its own, or one set in the house template."""
    if document.source is not None and document.source.format == WORD:
        return document
    name = document.source.name if document.source else "text"
    return parsers.read(typeset(document), name, View.FINAL)


def _is_tracked(data: bytes, name: str) -> bool:
    if parsers.recognise(data, name) != WORD:
        return False
    return ooxml.has_revisions(Package.open(data, name))


def reread(plan: Plan, data: bytes, name: str, read: Reader) -> Assembled:
    """The contribution that a Word file is, with what the plan says put in: the same file made
    again.

    Raises:  UsageError when it is no Word file or holds no resolution.
    """
    if parsers.recognise(data, name) != WORD:
        raise UsageError(f"{name} is no Word file", "give a base and an edited copy, or a .toml")
    original, final = (parsers.read(data, name, x) for x in (View.ORIGINAL, View.FINAL))
    found = reading.contribution_of(original, final)
    head = overridden(found.head, plan.said)
    if not head.source:
        raise UsageError("the proposal line needs its source", "say whose: --source ECP")
    head = replace(head, document=head.document or NO_DOCUMENT)
    if not head.conference:
        head = replace(head, conference=_conference(plan.said, found.proposals, head.language))
    return Assembled(
        replace(
            found,
            head=head,
            first=plan.number or found.first,
            edition=plan.said.edition,
            abstract=_Assembly(plan, read).abstract() or found.abstract,
        ),
        final.notices,
    )
