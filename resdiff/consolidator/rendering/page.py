"""The clause table as one page that needs no network and no script."""

from __future__ import annotations

from resdiff.consolidator.rendering.blocks import blocks, counted, title, verdict
from resdiff.consolidator.values import Consolidation
from resdiff.resources import templates

_RTL = frozenset({"ar"})


def render(consolidation: Consolidation) -> bytes:
    """A row a clause, a column the base and a column a proposal; conflicts listed first."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(templates()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    language = consolidation.voices[0].redline.comparison.old.language
    numbers = {id(row): f"r{at}" for at, row in enumerate(consolidation.rows)}
    page = environment.get_template("consolidation.html.j2").render(
        consolidation=consolidation,
        blocks=blocks(consolidation),
        title=title(consolidation),
        counted=counted(consolidation),
        verdict=verdict,
        number=lambda row: numbers[id(row)],
        language=language,
        direction="rtl" if language in _RTL else "ltr",
        style=(templates() / "consolidation.css").read_text(encoding="utf-8"),
    )
    return page.encode()
