"""`resdiff history`."""

from __future__ import annotations

import click

from resdiff import api
from resdiff.cli import files, terminal
from resdiff.errors import UsageError
from resdiff.model import Document, View

FORMATS = {".html": "html", ".htm": "html", ".json": "json", ".txt": "text"}
_SIDES = 2  # the editions that a proposal stands between


@click.command(short_help="Where each word of a text came from, through its editions.")
@click.argument("editions", metavar="EDITION...", nargs=-1, required=True)
@terminal.output_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(sorted(set(FORMATS.values()))),
    help="The output's format, if not that of OUT's suffix.",
)
@click.option(
    "--clause",
    metavar="PATH",
    help='The story of one clause: 8/3 as `resdiff show` names it, or "resolves 3"; of an earlier '
    "edition 2010:9/3.",
)
@click.option(
    "--proposal",
    metavar="FILE",
    help="Between two editions: what became of this proposal's insertions and deletions.",
)
@terminal.view_option
def command(
    editions: tuple[str, ...],
    output: str | None,
    format_: str | None,
    clause: str | None,
    proposal: str | None,
    view: str,
) -> None:
    """Trace each word of the last EDITION to the edition that it came with.

    \b
    resdiff history 2010.docx 2014.docx 2018.docx               the edition in the margin
    resdiff history 2010.docx 2014.docx 2018.docx -o OUT.html   a page: point at a phrase
    resdiff history 2010.docx 2014.docx 2018.docx --clause 8/3  the story of one clause
    resdiff history OLD NEW --proposal PROPOSAL -o OUT.html     which of its words were adopted

    EDITIONs are given oldest first, two or more, in any formats that resdiff reads. Each is
    compared with the next; moves, splits, mergers and new labels are followed, and what fell is
    shown where it stood. -o OUT.json gives every letter of every edition with its origin.

    With --proposal, PROPOSAL may be clean or carry tracked changes (then it is read with all of
    them accepted). Each stretch that it inserts or deletes was adopted, reworded, moved, or fell;
    a question mark follows where that is not certain, and --format json says why.
    """
    if output:
        files.check_output(output, [*editions, *([proposal] if proposal else [])])
    format_ = terminal.marks_format(format_, output, FORMATS, "text")
    documents = [api.read(files.read(path), path, View(view)) for path in editions]
    if proposal is None:
        _history(documents, format_, clause, output)
    else:
        _outcome(documents, proposal, format_, clause, output)


def _history(
    documents: list[Document], format_: str, clause: str | None, output: str | None
) -> None:
    from resdiff.history.choosing import chosen
    from resdiff.history.rendering import Look, render

    history = api.history(documents)
    stories = chosen(history, clause) if clause is not None else None
    look = Look(terminal.color(output), terminal.columns(output), stories=stories)
    terminal.deliver(render(history, format_, look), output)
    if output:
        head = render(history, "text", Look(width=terminal.columns(None), stories=()))
        click.echo(head.decode(), err=True, nl=False)
    terminal.say_notices(history.notices)


def _outcome(
    documents: list[Document],
    proposal: str,
    format_: str,
    clause: str | None,
    output: str | None,
) -> None:
    from resdiff.history.choosing import chosen_decisions
    from resdiff.history.rendering import Look, render_outcome

    if len(documents) != _SIDES:
        raise UsageError(
            f"a proposal stands between two editions, and {len(documents)} are given",
            "resdiff history OLD NEW --proposal PROPOSAL",
        )
    data = files.read(proposal)
    outcome = api.outcome(documents[0], api.read(data, proposal), documents[1])
    decisions = chosen_decisions(outcome, clause) if clause is not None else None
    look = Look(terminal.color(output), terminal.columns(output), decisions=decisions)
    terminal.deliver(render_outcome(outcome, format_, look), output)
    if output:
        head = render_outcome(outcome, "text", Look(width=terminal.columns(None), decisions=()))
        click.echo(head.decode(), err=True, nl=False)
    notices = list(outcome.notices)
    if api.has_changes(data, proposal):
        from resdiff.cli.consolidate import other_base

        original = api.read(data, proposal, View.ORIGINAL)
        notices.extend(other_base(documents[0], original, api.differing("html")))
    terminal.say_notices(notices)
