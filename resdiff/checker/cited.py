"""What a document cites, as a list to read and as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from resdiff import citations
from resdiff.checker.subject import printed_edition
from resdiff.citations import Citation, Provision, Reference, Session, TechnicalRecommendation
from resdiff.language.packs import LANGUAGES
from resdiff.model import Document, Edition
from resdiff.renderers.heads import edition_data, titled, work_data

SCHEMA = "resdiff/citations/1"
Documents = Mapping[str, Document]


def text(documents: Documents) -> str:
    """Every citation on a line: place, what is cited, and how its body is known."""
    lines: list[str] = []
    for name, document in documents.items():
        found = citations.find(document)
        rows = [(c.clause, c.start, _instrument(c, document)) for c in found.instruments]
        spans = [(p.clause, p.start, p.stop) for p in found.provisions]
        spans += [(t.clause, t.start, t.stop) for t in found.recommendations]
        spans += [(s.clause, s.start, s.stop) for s in found.sessions]
        rows += [
            (clause, start, _printed(document, clause, start, stop))
            for clause, start, stop in spans
        ]
        rows += [(r.clause, r.start, _reference(r, document)) for r in found.references]
        lines.append(name)
        width = max((len(document.clauses[row[0]].path) for row in rows), default=0)
        lines.extend(
            f"  {document.clauses[clause].path:<{width}}  {words}"
            for clause, _, words in sorted(rows)
        )
        lines.append(f"  {len(rows)} citations" if rows else "  cites nothing")
        lines.append("")
    return "\n".join(lines)


def _instrument(one: Citation, document: Document) -> str:
    edition = ""
    if one.edition is not None:
        edition = f" {_edition(one.edition, document, one.work.kind)}"
    elif one.unread:
        edition = f" ({one.unread})"
    return f"{titled(one.work)}{edition}  [body: {one.body_source.value}]"


def _edition(edition: Edition, document: Document, kind: str) -> str:
    """The edition as the language prints it; a year alone where it has no place."""
    language = document.language if document.language in LANGUAGES else "en"
    if edition.place:
        return printed_edition(edition, language, kind)
    return f"({'Rev. ' if edition.revised else ''}{edition.year})"


def _printed(document: Document, clause: int, start: int, stop: int) -> str:
    return " ".join(document.clauses[clause].text[start:stop].split())


def _reference(one: Reference, document: Document) -> str:
    aims = [document.clauses[t.clause].path for t in one.targets if t.clause >= 0]
    if one.call >= 0 and not one.targets:
        aims = [document.clauses[one.call].path]
    printed = _printed(document, one.clause, one.start, one.stop)
    return f"“{printed}” → {', '.join(aims) or one.outcome.value}"


def as_json(documents: Documents) -> str:
    """The same as data, by `schemas/citations.json`."""
    files = [{"name": name, **_data(document)} for name, document in documents.items()]
    return json.dumps({"schema": SCHEMA, "files": files}, ensure_ascii=False, indent=2) + "\n"


def _data(document: Document) -> dict[str, object]:
    found = citations.find(document)
    paths = [clause.path for clause in document.clauses]
    return {
        "instruments": [_placed(c, paths) | _instrument_data(c) for c in found.instruments],
        "provisions": [
            _placed(p, paths) | {"basic": p.basic, "numbers": list(p.numbers)}
            for p in found.provisions
        ],
        "recommendations": [
            _placed(r, paths) | {"sector": r.sector, "series": r.series, "number": r.number}
            for r in found.recommendations
        ],
        "sessions": [
            _placed(s, paths) | {"body": s.body, "years": list(s.years)} for s in found.sessions
        ],
        "references": [_placed(r, paths) | _reference_data(r, paths) for r in found.references],
    }


def _placed(
    one: Citation | Provision | TechnicalRecommendation | Session | Reference,
    paths: Sequence[str],
) -> dict[str, object]:
    """Where it stands: the clause's path, and code points of its text."""
    return {"path": paths[one.clause], "start": one.start, "stop": one.stop}


def _instrument_data(one: Citation) -> dict[str, object]:
    return {
        **work_data(one.work),
        "edition": None if one.edition is None else edition_data(one.edition),
        "shared": one.served > 1,
        "body_source": one.body_source.value,
        "certainty": one.certainty,
    }


def _reference_data(one: Reference, paths: Sequence[str]) -> dict[str, object]:
    """What a reference names; None for a clause that was not found."""
    return {
        "outcome": one.outcome.value,
        "call": paths[one.call] if one.call >= 0 else None,
        "targets": [paths[t.clause] if t.clause >= 0 else None for t in one.targets],
    }
