"""The clause table as one page that needs no network and no script."""

from __future__ import annotations

from resdiff.consolidator.rendering.blocks import blocks, counted, title, verdict, where
from resdiff.consolidator.values import Consolidation
from resdiff.pages import direction, filled


def render(consolidation: Consolidation) -> bytes:
    """A row a clause, a column the base and a column a proposal; conflicts listed first."""
    language = consolidation.voices[0].redline.comparison.old.language
    numbers = {id(row): f"r{at}" for at, row in enumerate(consolidation.rows)}
    return filled(
        "consolidation.html.j2",
        styles=("consolidation.css",),
        consolidation=consolidation,
        blocks=blocks(consolidation),
        title=title(consolidation),
        counted=counted(consolidation),
        verdict=verdict,
        where=lambda row: where(consolidation, row),
        number=lambda row: numbers[id(row)],
        language=language,
        direction=direction(language),
    )
