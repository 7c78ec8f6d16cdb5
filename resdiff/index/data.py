"""What the index answers, as JSON by `schemas/index.json`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from resdiff.index.editions import Chain, Step
from resdiff.index.values import Cited, Entry, Found, Shared, Spot
from resdiff.model import Work
from resdiff.renderers.heads import Json, edition_data, work_data
from resdiff.renderers.summary import summary

SCHEMA = "resdiff/index/1"


def listing(found: Sequence[Entry]) -> str:
    """The texts that the index holds."""
    return _written("list", texts=[{**_entry(one), "clauses": one.clauses} for one in found])


def search(found: Found) -> str:
    """The hits of a query; `marks` are positions in the text, code points, half open."""
    hits: list[Json] = [
        {
            "text": hit.text,
            "language": hit.language,
            "marks": [list(mark) for mark in hit.marks],
            "places": [_spot(spot) for spot in hit.spots],
            "places_total": hit.total,
        }
        for hit in found.hits
    ]
    return _written("search", total=found.total, hits=hits)


def cites(found: Sequence[Cited], work: Work) -> str:
    """Who cites a work, where and in which words."""
    citations: list[Json] = [
        {
            **_spot(one.spot),
            "text": one.text,
            "start": one.start,
            "stop": one.stop,
            "cited_edition": edition_data(one.edition) if one.edition else None,
            "body_source": one.basis,
            "certainty": one.certainty,
        }
        for one in found
    ]
    return _written("cites", work=work_data(work), citations=citations)


def history(chains: Iterable[Chain], work: Work) -> str:
    """The editions of a work by language, and what changed from each to the next."""
    languages: list[Json] = [
        {
            "language": chain.language,
            "editions": [_step(step) for step in chain.steps],
            "undated_files": [one.path for one in chain.undated],
        }
        for chain in chains
    ]
    return _written("history", work=work_data(work), languages=languages)


def duplicates(found: Shared) -> str:
    """Groups of clauses that say nearly the same."""
    shown: list[Json] = [
        {
            "language": group.language,
            "works": group.works,
            "wordings": [
                {
                    "text": twin.text,
                    "likeness": round(twin.likeness, 4),
                    "places": [_spot(spot) for spot in twin.spots],
                    "places_total": twin.total,
                }
                for twin in group.twins
            ],
        }
        for group in found.groups
    ]
    return _written("duplicates", total=found.total, groups=shown)


def _written(answer: str, **data: Json) -> str:
    whole = {"schema": SCHEMA, "answer": answer, **data}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _step(step: Step) -> Json:
    told: Mapping[str, Json] | None = None
    if step.comparison is not None:
        found = summary(step.comparison)
        changes: list[Json] = [
            {
                "status": one.status.value,
                "nature": one.nature.value,
                "moved": one.moved,
                "renumbered": one.renumbered,
                "split": one.split,
                "merged": one.merged,
                "old_place": one.old_place,
                "new_place": one.new_place,
            }
            for one in found.entries
        ]
        told = {"clauses": found.clauses.as_dict(), "changes": changes}
    return {
        **_entry(step.entry),
        "other_files": [other.path for other in step.others],
        "since_the_edition_before": told,
    }


def _spot(spot: Spot) -> dict[str, Json]:
    return {"text_of": _entry(spot.entry), "path": spot.path, "place": spot.place}


def _entry(entry: Entry) -> dict[str, Json]:
    said = entry.proposal
    proposal: Json = None
    if said is not None:
        proposal = {
            "symbol": said.symbol,
            "source": said.source,
            "document": said.document,
            "number": said.number,
        }
    return {
        "file": entry.path,
        "position": entry.position,
        "work": work_data(entry.work),
        "edition": edition_data(entry.edition),
        "language": entry.language,
        "title": entry.title,
        "proposal": proposal,
    }
