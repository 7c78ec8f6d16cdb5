"""The clause table as one page that needs no network and no script."""

from __future__ import annotations

from resdiff.consolidator.rendering.blocks import (
    blocks,
    counted,
    language_of,
    listed,
    remark,
    title,
    verdict,
    where,
)
from resdiff.consolidator.values import Consolidation
from resdiff.pages import direction, filled
from resdiff.renderers.words import words


def render(consolidation: Consolidation) -> bytes:
    """A row a clause, a column the base and a column a proposal; conflicts listed first."""
    language, text_language = language_of(consolidation), consolidation.base.language
    numbers = {id(row): f"r{at}" for at, row in enumerate(consolidation.rows)}
    return filled(
        "consolidation.html.j2",
        styles=("consolidation.css",),
        consolidation=consolidation,
        words=words(language),
        blocks=blocks(consolidation, language),
        title=title(consolidation, language),
        counted=counted(consolidation, language),
        listed=lambda authors: listed(authors, language),
        remark=lambda entry: remark(entry, language),
        verdict=lambda row: verdict(row, language),
        where=lambda row: where(consolidation, row, language),
        number=lambda row: numbers[id(row)],
        language=language,
        direction=direction(language),
        text_language=text_language,
        text_direction=direction(text_language) if text_language else "auto",
    )
