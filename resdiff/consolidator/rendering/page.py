"""The clause table as one page that needs no network and no script."""

from __future__ import annotations

from resdiff.consolidator.rendering.blocks import (
    blocks,
    counted,
    listed,
    remark,
    title,
    verdict,
    where,
)
from resdiff.consolidator.values import Consolidation
from resdiff.pages import filled
from resdiff.renderers.words import page_words


def render(consolidation: Consolidation) -> bytes:
    """A row a clause, a column the base and a column a proposal; conflicts listed first."""
    spoken = page_words(consolidation.base.language)
    language, columns = spoken.language, 1 + len(consolidation.authors)
    numbers = {id(row): f"r{at}" for at, row in enumerate(consolidation.rows)}
    return filled(
        "consolidation.html.j2",
        styles=("consolidation.css",),
        spoken=f":root {{ --columns: {columns}; }}\n",
        consolidation=consolidation,
        words=spoken.words,
        blocks=blocks(consolidation, language),
        title=title(consolidation, language),
        counted=counted(consolidation, language),
        listed=lambda authors: listed(authors, language),
        remark=lambda entry: remark(entry, language),
        verdict=lambda row: verdict(row, language),
        where=lambda row: where(consolidation, row, language),
        number=lambda row: numbers[id(row)],
        language=language,
        direction=spoken.direction,
        text_language=spoken.text_language,
        text_direction=spoken.text_direction,
    )
