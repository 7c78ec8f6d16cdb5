"""Pages that the templates are filled into: each one file, readable without network, that the
browser may load nothing for and run only what is in it."""

from __future__ import annotations

from collections.abc import Sequence

from resdiff.resources import templates

_RIGHT_TO_LEFT = frozenset({"ar"})


def filled(
    template: str,
    *,
    styles: Sequence[str],
    scripts: Sequence[str] = (),
    spoken: str = "",
    **values: object,
) -> bytes:
    """A template of `templates/` with its values, in UTF-8.

    Shape:   the template is also given `style` (the files `styles` joined, then `spoken`, style
             that was made), `script` (the files `scripts` joined), and `policy`, the
             Content-Security-Policy that allows these and nothing else. Text is escaped; a value
             that the template wants and does not get is an error.
    """
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
    style = "".join(_read(name) for name in styles) + spoken
    code = "".join(_read(name) for name in scripts)
    page = environment.get_template(template).render(
        style=Markup(style), script=Markup(code), policy=Markup(_policy(style, code)), **values
    )
    return page.encode()


def direction(language: str) -> str:
    """Which way a language is written, as HTML names it."""
    return "rtl" if language in _RIGHT_TO_LEFT else "ltr"


def _read(name: str) -> str:
    return (templates() / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """What the browser may do with the page.

    Source:  W3C Content Security Policy Level 3, §2.3.1.
    """
    allowed = ["default-src 'none'", f"style-src '{_digest(style)}'"]
    if script:
        allowed.append(f"script-src '{_digest(script)}'")
    return "; ".join((*allowed, "base-uri 'none'", "form-action 'none'"))


def _digest(text: str) -> str:
    import base64
    import hashlib

    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
