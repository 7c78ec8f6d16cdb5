"""What rules about citations ask of one: its newest edition, whether it speaks of the past."""

from __future__ import annotations

from collections.abc import Iterator

from resdiff.checker.facts import KnownEdition
from resdiff.checker.subject import Subject, printed_edition
from resdiff.checker.values import Fix
from resdiff.citations import BodySource, Citation
from resdiff.language.folding import fold
from resdiff.model import Edition
from resdiff.renderers.heads import titled

_SURE = 0.6  # certainty of the body below which nothing is said about editions
_JUST_BEFORE = 45  # code points before a citation in which "adopted", "initially" make it history


def cited(subject: Subject) -> Iterator[Citation]:
    """Citations in the drafting of an instrument whose body is known and edition is read."""
    for one in subject.cited.instruments:
        if one.edition is not None and one.certainty >= _SURE and subject.inside(one.clause):
            yield one


def contradicts(subject: Subject, one: Citation) -> bool:
    """Whether "of this conference" stands behind an edition of another."""
    instrument = subject.instrument(one.clause)
    if one.body_source is not BodySource.OWN or instrument is None or one.edition is None:
        return False
    own = instrument.edition
    return bool(own.year and one.edition.year and own.year != one.edition.year)


def newer(subject: Subject, one: Citation) -> KnownEdition | None:
    """The newest edition known when the citing text was adopted, where it is newer than the cited.

    Two bodies that met in one year say nothing of which met first.
    """
    assert one.edition is not None
    instrument = subject.instrument(one.clause)
    if instrument is None or not instrument.edition.year:
        return None
    before = 0 if instrument.work.body == one.work.body else 1
    newest = subject.facts.newest(one.work, instrument.edition.year - before)
    if newest is None or newest.edition.year <= one.edition.year:
        return None
    return newest


def is_historical(subject: Subject, one: Citation) -> bool:
    """Whether an older edition is meant: the text's own past, a recital of what was done, several
    editions of one text side by side.
    """
    instrument = subject.instrument(one.clause)
    if instrument is not None and instrument.work == one.work:
        return True
    call = subject.call_of(one.clause)
    if call is not None and call.call_id.startswith("recalling"):
        return True
    if subject.words.historic.search(fold(subject.before(one, _JUST_BEFORE))):
        return True
    return len({o.edition for o in fellows(subject, one)}) > 1


def fellows(subject: Subject, one: Citation) -> list[Citation]:
    """The citations of the same text in the same clause."""
    return [
        o
        for o in subject.cited_in.get(one.clause, ())
        if o.work == one.work and o.edition is not None
    ]


def edition_fix(subject: Subject, one: Citation, edition: Edition, safe: bool) -> Fix | None:
    """The parenthesis with another edition; none where it serves several numbers."""
    if one.served > 1 or one.edition_start == one.edition_stop:
        return None
    fresh = printed_edition(edition, subject.language, one.work.kind)
    return Fix(one.edition_start, one.edition_stop, fresh, safe)


def as_printed(subject: Subject, one: Citation) -> str:
    """A cited text with its parenthesis as the citing text prints it."""
    text = subject.clauses[one.clause].text
    return f"{titled(one.work)} {text[one.edition_start : one.edition_stop]}"


def whole(one: Citation) -> tuple[int, int, int]:
    """Where a citation stands with its parenthesis: clause, start, stop."""
    return one.clause, one.start, max(one.stop, one.edition_stop)


def parenthesis(one: Citation) -> tuple[int, int, int]:
    """Where the parenthesis of a citation stands: clause, start, stop."""
    return one.clause, one.edition_start, one.edition_stop
