"""The redline as a page: one file, readable without network and without script."""

from __future__ import annotations

from collections.abc import Mapping

from resdiff.model import Redline
from resdiff.pages import filled
from resdiff.renderers import RenderOptions
from resdiff.renderers.overview import SIGNS
from resdiff.renderers.page import page


def render(redline: Redline, options: RenderOptions) -> bytes:
    """The page in UTF-8; the browser is told to load nothing and to run only what is in it."""
    shown = page(redline, options.language)
    return filled(
        "redline.html.j2",
        styles=("redline.css",),
        scripts=("redline.js",),
        spoken=_spoken(shown.spoken.words),
        page=shown,
        signs=SIGNS,
    )


def _spoken(own: Mapping[str, str]) -> str:
    """The words that a screen reader says around a mark, as style: they are never copied along."""
    said = (f'--say-{name}: " [{own[name]}] ";' for name in ("insertion", "deletion", "move"))
    return f':root {{ {" ".join(said)} --say-end: " [{own["end"]}] "; }}\n'
