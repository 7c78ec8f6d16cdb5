"""`resdiff compare`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from resdiff import api
from resdiff.cli import files, terminal
from resdiff.errors import ProofFailed, UsageError
from resdiff.model import Comparison, Document, Nature, Notice, Status, View
from resdiff.values import replace

BY_SUFFIX = {
    **terminal.REDLINES,
    **dict.fromkeys(terminal.WORD_SUFFIXES, api.WORD),
    ".txt": "text",
    ".xlsx": "xlsx",
    ".csv": "csv",
}
TABLES = {".xlsx": "xlsx", ".csv": "csv", ".md": "markdown"}
FILTERED = ("text", "json", *TABLES.values())
NAMES = {"docx": "a Word file", "html": "a page", "critic": "CriticMarkup"}
NOTHING = "none"
SETTLED = "old-settled"
LOOKS = {"style-kept", "settings-kept"}
DIFFERENT = 1


@click.command(short_help="Compare two editions, or the two sides of a tracked proposal.")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="[NEW]", required=False)
@terminal.output_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(sorted({*BY_SUFFIX.values(), *TABLES.values()})),
    help="The output's format, if not that of OUT's suffix.",
)
@terminal.author_option
@terminal.date_option
@terminal.view_option
@click.option("--table", is_flag=True, help="A table, a row a clause: .xlsx, .csv or .md.")
@click.option("--all", "show_all", is_flag=True, help="In text, unchanged clauses too.")
@click.option(
    "--only",
    type=click.Choice([n.value for n in Nature if n is not Nature.NONE]),
    multiple=True,
    help="In text, data and tables, changes of this nature only; may be repeated.",
)
@click.option(
    "--ignore",
    metavar="WHAT[,WHAT]",
    help=f"Differences that do not count: {', '.join(api.IGNORABLE)}. In text, pages and tables"
    " typography (kinds of blank, hyphen, dash, quotation mark and width) does not, unless"
    " `none` is given. Not for Word output.",
)
@click.option(
    "--declared", is_flag=True, help="Of one tracked file, its author's own marks, not the fewest."
)
@click.option("--explain", is_flag=True, help="In text, why two clauses were paired.")
@click.option("--no-formatting", is_flag=True, help="In Word, do not mark changes of formatting.")
@click.option("--no-moves", is_flag=True, help="In Word, a move is a deletion and an insertion.")
@click.option(
    "--keep-marks",
    is_flag=True,
    help="In Word, OLD's own tracked changes stay, under their own names, beside the new ones.",
)
@click.option(
    "--debug-bundle",
    "bundle",
    metavar="FILE.zip",
    help="If a Word file fails its proof: all that is needed to find out why, the documents"
    " included. Nothing is sent anywhere.",
)
@click.option("--exit-code", is_flag=True, help="Exit with 1 when the two differ.")
def command(
    old: str,
    new: str | None,
    output: str | None,
    format_: str | None,
    author: str,
    date: str | None,
    view: str,
    table: bool,
    show_all: bool,
    only: tuple[str, ...],
    ignore: str | None,
    declared: bool,
    explain: bool,
    no_formatting: bool,
    no_moves: bool,
    keep_marks: bool,
    bundle: str | None,
    exit_code: bool,
) -> None:
    """Compare OLD with NEW, or the two sides of one file that carries tracked changes.

    Without -o the redline is printed. With -o, the suffix says what is written: .docx (tracked
    changes in OLD's own file; .docm keeps its macros), .html, .json, .critic.txt or .md
    (CriticMarkup), .txt, .xlsx, .csv.
    """
    format_ = _format(format_, output, table)
    for written in filter(None, (output, bundle)):
        files.check_output(written, [*filter(None, (old, new))])
    _check(format_, only, keep_marks, new)
    stamp, differing = terminal.stamp(date), _ignoring(ignore, format_)
    old_document, new_document = _pair(old, new, View(view))
    if declared:
        differing = _declaring(differing, old_document, new)
    comparison = _compared(old_document, new_document, format_, differing)
    options = api.RenderOptions(
        color=terminal.color(output),
        width=terminal.columns(output),
        all=show_all,
        only=frozenset(map(Nature, only)),
        explain=explain,
        formatting=not no_formatting,
        moves=not no_moves,
        keep_marks=keep_marks,
        suffix=terminal.word_suffix(output),
    )
    data, notices = _rendered(comparison, format_, author, stamp, options, bundle)
    terminal.deliver(data, output)
    if output:
        _sum_up(comparison, options)
    sides = old_document, new_document
    told = *_read(sides, keep_marks), *comparison.notices, *_marked(notices, sides)
    terminal.say_notices(told)
    if exit_code and any(c.status is not Status.UNCHANGED for c in comparison.changes):
        sys.exit(DIFFERENT)


def _sum_up(comparison: Comparison, options: api.RenderOptions) -> None:
    shown = api.summary(comparison, api.RenderOptions(width=0, only=options.only))
    click.echo(shown, err=True, nl=False)


def _format(said: str | None, output: str | None, table: bool) -> str:
    """What is written: a table's form by its suffix, else as it is said or the suffix says."""
    if table:
        return terminal.by_suffix(output or "", TABLES)
    return terminal.marks_format(said, output, BY_SUFFIX, "text")


def _compared(
    old: Document, new: Document, format_: str, differing: api.DifferOptions
) -> Comparison:
    if format_ == api.WORD:
        old, new = api.as_word(old), api.as_word(new)
    return api.compare(old, new, differing)


def _rendered(
    comparison: Comparison,
    format_: str,
    author: str,
    stamp: str,
    options: api.RenderOptions,
    bundle: str | None,
) -> tuple[bytes, tuple[Notice, ...]]:
    """The output, and what a Word file could not show."""
    if format_ != api.WORD:
        return api.render(api.weave(comparison, author, stamp), format_, options), ()
    with _bundled(bundle, comparison.old, comparison.new):
        marked = api.mark(comparison, author, stamp, options)
    return marked.data, marked.notices


def _check(format_: str, only: tuple[str, ...], keep_marks: bool, new: str | None) -> None:
    """Refuses options that the output could not follow."""
    if only and format_ not in FILTERED:
        raise UsageError(
            f"--only filters text, data and tables; {NAMES[format_]} shows all changes",
            "end OUT in .txt, .json, .xlsx or .csv, or add --table for .md",
        )
    if keep_marks and (format_ != api.WORD or new is None):
        raise UsageError(
            "--keep-marks keeps OLD's tracked changes in a Word file beside those that lead to NEW",
            "give two files, and name the output with -o OUT.docx",
        )


def _read(sides: tuple[Document, ...], keep_marks: bool) -> Iterator[Notice]:
    """What was told when the sides were read."""
    told = (notice for side in sides for notice in side.notices)
    return (x for x in told if not (keep_marks and x.slug == SETTLED))


def _marked(notices: tuple[Notice, ...], sides: tuple[Document, ...]) -> Iterator[Notice]:
    """The notices without those on looks, where a side is no Word file: it has none of its own."""
    word = all(x.source is not None and x.source.format == api.WORD for x in sides)
    return (x for x in notices if word or x.slug not in LOOKS)


@contextmanager
def _bundled(bundle: str | None, *sides: Document) -> Iterator[None]:
    """Writes the debug bundle, where one is asked for, when a file fails its proof."""
    try:
        yield
    except ProofFailed as refusal:
        if bundle is not None:
            sources = dict.fromkeys(x.source for x in sides if x.source is not None)
            given = click.get_current_context().params.items()
            options = {name: str(value) for name, value in given if value not in (None, False, ())}
            inputs = [(x.name, x.data) for x in sources]
            files.write(bundle, api.debug_bundle(refusal, inputs, options))
            refusal.hint = f"{bundle} has what is needed to find out why, the documents included"
        raise


def _ignoring(ignore: str | None, format_: str) -> api.DifferOptions:
    """What does not count as a difference; a Word file must show everything to be exact."""
    names = frozenset(ignore.split(",") if ignore else ()) - {NOTHING}
    if names and format_ == "docx":
        raise UsageError(
            "tracked changes must be exact, so nothing can be ignored in a Word file",
            "use --ignore with another format",
        )
    usual = frozenset() if ignore == NOTHING else api.differing(format_).ignore
    return api.DifferOptions(names | usual)


def _declaring(
    differing: api.DifferOptions, document: Document, new: str | None
) -> api.DifferOptions:
    """The same, with what the author of the one tracked file left alone."""
    if new is not None or document.source is None:
        raise UsageError(
            "--declared shows the marks of one tracked file, and two files are given",
            "give the tracked file alone, or leave --declared out",
        )
    return replace(differing, kept=api.declared(document.source.data, document.source.name))


def _old(data: bytes, name: str, view: View) -> Document:
    """The old side; where it carries tracked changes, how it is read is told."""
    document = api.read(data, name, view)
    if view is View.ORIGINAL or not api.is_tracked(document):
        return document
    said = (
        f"{name} carries tracked changes: read as if all were accepted (--view original: rejected)"
    )
    return replace(document, notices=(*document.notices, Notice(SETTLED, said)))


def _new(data: bytes, name: str, view: View) -> Document:
    """The new side; where it keeps a text that it does not print, that is told."""
    document = api.read(data, name, view)
    if not any(x.proposal and x.proposal.symbol == "NOC" for x in document.instruments):
        return document
    from resdiff.symbols import keeps_unprinted

    if not keeps_unprinted(document):
        return document
    said = (
        f"{name} proposes no change (NOC) and does not print the text that it keeps; here that text"
        f" shows as deleted, and as kept in: resdiff consolidate OLD {name}"
    )
    return replace(document, notices=(*document.notices, Notice("no-change", said)))


def _pair(old: str, new: str | None, view: View) -> tuple[Document, Document]:
    """The two sides: two files in one view, or one tracked file in both views."""
    data = files.read(old)
    if new is not None:
        return _old(data, old, view), _new(files.read(new), new, view)
    if not api.has_changes(data, old):
        raise UsageError(
            f"{old} carries no tracked changes, so there is nothing to compare it with",
            "name a second file: resdiff compare OLD NEW",
        )
    return api.read(data, old, View.ORIGINAL), api.read(data, old, View.FINAL)
