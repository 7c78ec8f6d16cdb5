"""Sets the corpus texts, marks and all, in the markup of other formats."""

from __future__ import annotations

import re
from html import escape

_ARTEFACT = re.compile(r"\[bookmark: [^\]]*\]")
_REFERENCE = re.compile(r"\[footnoteRef:(\d+)\]\d*")
_NOTE = re.compile(r"\s?\[(\d+): (?:\d+ ?)?\t([^\]]*)\] ?")
_CRITIC = ((r"\{\+\+", "<ins>"), (r"\+\+\}", "</ins>"), (r"\{--", "<del>"), (r"--\}", "</del>"))


def as_page(text: str) -> str:
    """The text as Word's filtered HTML would say it: classes, notes that link to and fro."""
    notes: list[str] = []

    def take_note(found: re.Match[str]) -> str:
        number, body = found[1], found[2]
        notes.append(
            f'<div id="ftn{number}"><p class=MsoFootnoteText><a href="#_ftnref{number}" '
            f'name="_ftn{number}"><span>[{number}]</span></a> {body}</p></div>'
        )
        return ""

    body = _marked(_ARTEFACT.sub("", escape(text, quote=False)))
    body = _NOTE.sub(take_note, body)
    body = _REFERENCE.sub(
        r'<a href="#_ftn\1" name="_ftnref\1" title=""><span class=MsoFootnoteReference>'
        r"<span>[\1]</span></span></a>",
        body,
    )
    rows = "\n".join(f"<p class=MsoNormal>{_tabs(line)}</p>" for line in body.split("\n"))
    return (
        "<html><head><meta charset=utf-8><title>A page</title><style>p {margin:0}</style></head>"
        f"<body><nav><ul><li>Home</li></ul></nav><script>var x = 1;</script>{rows}"
        f"<hr>{''.join(notes)}</body></html>"
    )


def _marked(text: str) -> str:
    for sign, tag in _CRITIC:
        text = re.sub(sign, tag, text)
    return text


def _tabs(line: str) -> str:
    return line.replace("\t", '<span style="mso-tab-count:1">&nbsp;&nbsp;&nbsp; </span>')


def as_akn(text: str) -> str:
    """The text as an Akoma Ntoso statement: labels in <num>, notes in <authorialNote>."""
    bodies = dict(_NOTE.findall(escape(text, quote=False)))
    body = _marked(_ARTEFACT.sub("", escape(text, quote=False)))
    body = _NOTE.sub("", body)
    body = _REFERENCE.sub(
        lambda m: f'<authorialNote marker="{m[1]}"><p>{bodies.get(m[1], "")}</p></authorialNote>',
        body,
    )
    rows = "\n".join(_akn_row(line) for line in body.split("\n"))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">'
        '<statement name="resolution"><meta><identification source="#x"/></meta>'
        f"<mainBody>{rows}</mainBody></statement></akomaNtoso>"
    )


def _akn_row(line: str) -> str:
    label, tab, rest = line.partition("\t")
    if tab and re.fullmatch(r"\w{1,4}\)?", label.strip()):
        return f"<item><num>{label}</num><p>{rest}</p></item>"
    return f"<p>{line}</p>"
