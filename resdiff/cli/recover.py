"""`resdiff recover`."""

from __future__ import annotations

import click

from resdiff import api
from resdiff.cli import files, terminal
from resdiff.language import LANGUAGES
from resdiff.model import Document, Mark
from resdiff.recovery import FORMATS, Certainty, Recovery, Signed, recover, render, text_of

BY_SUFFIX = {**terminal.REDLINES, ".txt": "critic"}


@click.command(short_help="Give a run-together text its marks back.")
@click.argument("flat", metavar="FLAT")
@click.option("--base", metavar="BASE", help="The edition that the proposal amends.")
@click.option("--new", metavar="NEW", help="The text as adopted.")
@click.option(
    "--language",
    type=click.Choice(list(LANGUAGES)),
    help="The text's language, if it is not to be recognised.",
)
@terminal.output_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(sorted(FORMATS)),
    help="The output's format, if not that of OUT's suffix.",
)
@terminal.author_option
@terminal.date_option
def command(
    flat: str,
    base: str | None,
    new: str | None,
    language: str | None,
    output: str | None,
    format_: str | None,
    author: str,
    date: str | None,
) -> None:
    """Take apart FLAT, a text in which old and new words stand side by side without marks.

    With --base, what the base does not have is inserted, and what was struck out is inferred. With
    --new it is the other way round. With both, everything is read off. With neither, only what
    visibly runs together is marked. Every mark says how sure it is and why; what is undetermined is
    shown as such.

    Without -o the text is printed in CriticMarkup. With -o, the suffix says what is written: .docx
    (tracked changes; comments say why), .html, .json or .critic.txt.
    """
    format_ = terminal.marks_format(format_, output, BY_SUFFIX, "critic")
    if output:
        files.check_output(output, [x for x in (flat, base, new) if x])
    signed = Signed(author, terminal.stamp(date), flat)
    text = _text(flat, "")
    known = [None if x is None else _text(x, text) for x in (base, new)]
    recovery = recover(text, known[0], known[1], language or "")
    terminal.deliver(render(recovery, format_, signed), output)
    click.echo(_summary(recovery), err=True)
    terminal.say_notices((*recovery.notices, *recovery.contradictions))


def _text(path: str, flat: str) -> str:
    document: Document = api.read(files.read(path), path)
    return text_of(document, flat)


def _summary(recovery: Recovery) -> str:
    """How many marks of each kind and certainty, in one line."""
    parts = []
    for mark in (Mark.INSERTED, Mark.DELETED):
        own = [s for s in recovery.stretches if s.mark is mark and s.text.strip()]
        if own:
            sure = sum(s.certainty is Certainty.CERTAIN for s in own)
            parts.append(f"{len(own)} {mark.value} ({sure} certain)")
    doubtful = sum(
        s.certainty is Certainty.UNDETERMINED and bool(s.text.strip()) for s in recovery.stretches
    )
    if doubtful:
        parts.append(f"{doubtful} undetermined")
    return ", ".join(parts) or "nothing runs together that could be told apart"
