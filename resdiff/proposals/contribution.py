"""Makes a contribution: twice, once with the base texts and once with the proposed ones, both from
the template; the comparison of the two is the file that is given out.

What stands outside the resolutions is the same on both sides, and so is not marked. Accepting all
gives the delegate's text, rejecting all the base: `renderers.docx` proves it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree
from lxml.etree import _Element

from resdiff import differ, parsers, symbols
from resdiff.errors import UsageError
from resdiff.model import Comparison, Document, Instrument, Kind, Notice, View
from resdiff.ooxml import MarkOptions, Package
from resdiff.ooxml.names import PPR, RPR, VAL, w
from resdiff.proposals import editions, template
from resdiff.proposals.extract import HEAD, Extractor, Taken
from resdiff.proposals.heads import heading, is_document, running
from resdiff.proposals.house import House
from resdiff.proposals.texts import paragraph, run
from resdiff.proposals.values import Contribution, Made, Proposed, Side
from resdiff.proposals.words import event, head_words
from resdiff.renderers import docx
from resdiff.values import replace

NAME = "contribution.docx"
_END = "______________"


def make(
    contribution: Contribution, author: str, date: str, template_data: bytes | None = None
) -> Made:
    """The contribution as a Word file with tracked changes.

    Raises:  UsageError when it contradicts itself; ProofFailed when the marks would not give back
             both texts.
    """
    check(contribution)
    named, notices = _named(contribution)
    builders = [_Builder(named, template_data, final) for final in (False, True)]
    old, new = (_read(x.package().save()) for x in builders)
    comparison = differ.compare(old, new)
    marked = docx.mark(comparison, MarkOptions(author, date))
    notices += [*_doubts(named), *marked.notices, *builders[1].notices]
    notices += _misused(comparison)
    return Made(marked.data, tuple(x.symbol for x in named.proposals), _unique(notices))


def sides(contribution: Contribution, template_data: bytes | None = None) -> tuple[bytes, bytes]:
    """The contribution with the base texts, and with the proposed ones, as Word files.

    Raises:  UsageError when it contradicts itself.
    """
    check(contribution)
    named, _ = _named(contribution)
    old, new = (_Builder(named, template_data, x).package().save() for x in (False, True))
    return old, new


def draft(contribution: Contribution, template_data: bytes | None = None) -> Made:
    """The base texts as a contribution to begin with: track changes is switched on in it.

    Raises:  as `make`.
    """
    check(contribution)
    roomy = replace(contribution, abstract=contribution.abstract or ("",))
    builder = _Builder(roomy, template_data, final=False)
    package = builder.package()
    template.track(package)
    names = tuple(x.symbol for x in contribution.proposals)
    return Made(package.save(), names, _unique(builder.notices))


def check(contribution: Contribution) -> None:
    """Refuses what cannot be made.

    Raises:  UsageError.
    """
    head = contribution.head
    if not contribution.proposals:
        raise UsageError("there is nothing to propose", "name at least one text")
    if head.conference and event(head.conference) is None:
        raise UsageError(
            f"there is no conference {head.conference!r}", "write its short name: WTSA-24, PP-26"
        )
    if not is_document(head.document):
        raise UsageError(
            f"{head.document!r} is no document number", "write 38, 38A4 (Addendum 4) or XX"
        )
    for one in contribution.proposals:
        _check(one)


def _check(one: Proposed) -> None:
    known = symbols.symbol(one.symbol) if one.symbol else None
    if one.symbol and known is None:
        raise UsageError(
            f"there is no symbol {one.symbol!r}", f"symbols: {' '.join(symbols.symbols())}"
        )
    if one.symbol.startswith("ADD") and one.new is None:
        raise UsageError(f"{one.symbol} needs the new text", "name it: edited = FILE")
    if known is not None and not one.symbol.startswith("ADD") and one.base is None:
        raise UsageError(f"{one.symbol} needs the text it is about", "name it: base = FILE")
    if known is not None and known.tracked and one.new is None:
        raise UsageError(f"{one.symbol} needs the edited text", "name it: edited = FILE")


# ---------------------------------------------------------------------- symbols


def _named(contribution: Contribution) -> tuple[Contribution, list[Notice]]:
    """The contribution with a symbol for each proposal."""
    found: list[Proposed] = []
    notices: list[Notice] = []
    for one in contribution.proposals:
        symbol = one.symbol or derive(one, bool(contribution.edition))
        if not one.symbol and symbol == "NOC":
            said = "the edited text says the same as the base: it is proposed as NOC"
            notices.append(Notice("nothing-changed", said))
        found.append(replace(one, symbol=symbol))
    return replace(contribution, proposals=tuple(found)), notices


def _doubts(contribution: Contribution) -> Iterator[Notice]:
    """What a secretary would ask back: another body's text, a proposal without Reasons."""
    held = event(contribution.head.conference)
    for number, one in enumerate(contribution.proposals, contribution.first):
        name = f"{one.symbol} {contribution.head.source}/{contribution.head.document}/{number}"
        side = one.base or one.new
        body = _instrument(side).work.body if side is not None and not side.provision else ""
        if held is not None and body and body != held.body:
            said = f"{name}: the text is one of {body}, and {contribution.head.conference} is not"
            yield Notice("other-body", f"{said}; please read it")
        if not any(x.strip() for x in one.reasons):
            yield Notice("no-reasons", f"{name}: no Reasons are given; their paragraph is empty")


def _misused(comparison: Comparison) -> Iterator[Notice]:
    """What is wrong with the symbols that were asked for."""
    for entry in symbols.entries(comparison.new):
        message = symbols.contradiction(comparison.new, entry, comparison)
        if not message and symbols.marked_addition(entry, comparison):
            message = "ADD, and it carries tracked changes; a new text is shown without"
        if message:
            anchors = comparison.new.clauses[entry.line].anchors
            place = anchors[0] if anchors else None
            yield Notice("symbol-misused", f"{entry.name}: {message}", place)


def derive(one: Proposed, new_edition: bool) -> str:
    """The symbol that the two texts give."""
    if one.base is None:
        return "ADD"
    if one.new is None:
        return one.symbol or "SUP"
    comparison = differ.compare(one.base.document, one.new.document)
    changes = symbols.own_changes(comparison, one.base.instrument, one.new.instrument)
    found = symbols.of_text(changes)
    return "MOD" if new_edition or found in ("ADD", "SUP") else found


# ---------------------------------------------------------------------- one side


class _Builder:
    """One side of the contribution on its way into the template."""

    def __init__(
        self, contribution: Contribution, template_data: bytes | None, final: bool
    ) -> None:
        self.contribution = contribution
        self.final = final
        self.notices: list[Notice] = []
        self._package = template.template(template_data)
        self.house = House(self._package)
        self.language = contribution.head.language
        self.right_to_left = head_words(self.language).right_to_left
        self.extractor = Extractor(self._package, self.house, self.language)
        self.news = contribution.first_new

    def package(self) -> Package:
        """The filled template."""
        own, package = self.contribution, self._package
        names = [x.symbol for x in own.proposals]
        head = heading(own.head, names, [*map(_work, own.proposals)], bool(own.abstract))
        if head.unverified:
            said = f"no ITU document confirms, please read: {', '.join(head.unverified)}"
            self.notices.append(Notice("unverified", said))
        if not own.head.conference:
            self.notices.append(
                Notice(
                    "no-conference", "no conference is named: the head says neither where nor when"
                )
            )
        fields = dict(head.fields) | {
            "abstract": own.abstract,
            "running": (running(own.head),),
            "end": (_END,),
        }
        template.fill(package, fields, self.language)
        template.place(package, [*self._proposals()])
        self.extractor.finish()
        return package

    def _proposals(self) -> Iterator[_Element]:
        own = self.contribution.proposals
        end = None
        if sum(_has_notes(x) for x in own) > 1:
            end = template.restart_notes(self._package)
        for number, one in enumerate(own):
            blocks = [*self._proposal(one, self.contribution.first + number)]
            if end is not None and number < len(own) - 1:
                looks = blocks[-1].find(PPR)
                if looks is not None:
                    looks.append(end())
            yield from blocks

    def _proposal(self, one: Proposed, number: int) -> Iterator[_Element]:
        yield self._line(one.symbol, number)
        yield from (x.element for x in self._text(one))
        yield from self._reasons(one.reasons)

    def _line(self, name: str, number: int) -> _Element:
        head = self.contribution.head
        known = symbols.symbol(name)
        first = run(name)
        if known is not None and known.underlined:
            looks = etree.Element(RPR)
            etree.SubElement(looks, w("u")).set(VAL, "single")
            first.insert(0, looks)
        rest = run(f"\t{head.source}/{head.document}/{number}")
        return self._paragraph("proposal", first, rest)

    def _text(self, one: Proposed) -> Sequence[Taken]:
        known = symbols.symbol(one.symbol)
        if known is not None and known.text == "head" and one.base is not None:
            return self._head(one.base)
        if one.symbol.startswith("ADD") and one.new is not None:
            return self._new_text(one.new)
        side = one.new if self.final else one.base
        if side is None:
            return ()
        taken = self.extractor.take(side)
        return self._bring(taken, side, one.base) if self.final else taken

    def _bring(self, taken: Sequence[Taken], side: Side, base: Side | None) -> Sequence[Taken]:
        """The proposed text in the edition that is asked for."""
        if not self.contribution.edition or side.provision:
            return taken
        instrument = _instrument(side)
        target = editions.target(self.contribution.edition, self.language)
        self.notices += editions.bring(taken, instrument, target)
        before = _instrument(base).edition if base is not None else None
        said = editions.first_history(instrument, before, target)
        if not said or any(x.kind is Kind.HISTORY for x in taken):
            return taken
        content = run(said, right_to_left=self.right_to_left)
        line = Taken(Kind.HISTORY, self._paragraph("resref", content))
        if instrument.work.body in ("PP", ""):
            return [*taken, line]
        at = 1 + max((i for i, x in enumerate(taken) if x.kind in HEAD), default=-1)
        return [*taken[:at], line, *taken[at:]]

    def _head(self, side: Side) -> Sequence[Taken]:
        """What is shown of a text that is not reproduced: number and title, or the provision's
        number.
        """
        if not side.provision:
            return self.extractor.take(side, HEAD)
        return [Taken(Kind.NUMBER, self._paragraph("normal", run(side.provision, "b", "bCs")))]

    def _new_text(self, side: Side) -> Sequence[Taken]:
        taken = self.extractor.take(side)
        if side.provision:
            return taken
        head = self.contribution.head
        edition = self.contribution.edition
        target = editions.target(edition, self.language) if edition else None
        number = f"[{head.source}-{self.news}]"
        self.news += 1
        if not any(x.kind is Kind.NUMBER for x in taken):
            line = Taken(Kind.NUMBER, self._paragraph("resno", run("")))
            taken = [line, *self._title(side, taken), *taken]
        if editions.name_draft(taken, number, target, self.language) and self.final:
            message = f"a new text has no number yet: its number line says {number}"
            self.notices.append(Notice("new-number", message))
        return taken

    def _title(self, side: Side, taken: Sequence[Taken]) -> Iterator[Taken]:
        """The title of a text without a number line: what stands before its adopting sentence."""
        if any(x.kind is Kind.TITLE for x in taken):
            return
        for one in self.extractor.take(side, frozenset({Kind.COVER})):
            named = one.element.find(f"{PPR}/{w('pStyle')}")
            if named is not None:
                named.set(VAL, self.house.id("restitle"))
                yield Taken(Kind.TITLE, one.element)

    def _reasons(self, reasons: Sequence[str]) -> Iterator[_Element]:
        label = head_words(self.language).forms["reasons"]
        lines = [x for text in reasons for x in text.split("\n") if x.strip()]
        first = [run(label, "b", "bCs", right_to_left=self.right_to_left)]
        if lines:
            first.append(run(f"\t{lines[0].strip()}", right_to_left=self.right_to_left))
        yield self._paragraph("reasons", *first)
        for line in lines[1:]:
            yield self._paragraph("reasons", run(line.strip(), right_to_left=self.right_to_left))

    def _paragraph(self, style: str, *content: _Element) -> _Element:
        made = paragraph(self.house.id(style), *content)
        if self.right_to_left:
            looks = made.find(PPR)
            if looks is not None:
                etree.SubElement(looks, w("bidi"))
        return made


def _work(one: Proposed) -> str:
    side = one.base or one.new
    work = _instrument(side).work if side is not None and not side.provision else None
    return work.number if work is not None and work.kind == "resolution" else ""


def _instrument(side: Side) -> Instrument:
    return side.document.instruments[side.instrument]


def _has_notes(one: Proposed) -> bool:
    return any(
        c.kind is Kind.NOTE and c.instrument == side.instrument
        for side in (one.base, one.new)
        if side is not None
        for c in side.document.clauses
    )


def _read(data: bytes) -> Document:
    return parsers.read(data, NAME, View.FINAL)


def _unique(notices: Sequence[Notice]) -> tuple[Notice, ...]:
    return tuple(dict.fromkeys(notices))
