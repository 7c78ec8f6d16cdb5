"""The redline as a page: one file, readable without network and without script."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping

from resdiff.model import Redline
from resdiff.renderers import RenderOptions
from resdiff.renderers.overview import SIGNS
from resdiff.renderers.page import page
from resdiff.resources import templates


def render(redline: Redline, options: RenderOptions) -> bytes:
    """The page in UTF-8; the browser is told to load nothing and to run only what is in it."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(templates()),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    shown = page(redline, options.language)
    style = (templates() / "redline.css").read_text(encoding="utf-8") + _spoken(shown.words)
    script = (templates() / "redline.js").read_text(encoding="utf-8")
    text = environment.get_template("redline.html.j2").render(
        page=shown,
        signs=SIGNS,
        style=Markup(style),
        script=Markup(script),
        style_hash=_hash(style),
        script_hash=_hash(script),
    )
    return text.encode()


def _spoken(own: Mapping[str, str]) -> str:
    """The words that a screen reader says around a mark, as style: they are never copied along."""
    said = (f'--say-{name}: " [{own[name]}] ";' for name in ("insertion", "deletion", "move"))
    return f':root {{ {" ".join(said)} --say-end: " [{own["end"]}] "; }}\n'


def _hash(text: str) -> str:
    """What a Content-Security-Policy calls the text by.

    Source:  W3C Content Security Policy Level 3, §2.3.1.
    """
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
