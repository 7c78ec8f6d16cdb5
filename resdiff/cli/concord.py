"""`resdiff concord`."""

from __future__ import annotations

import sys

import click

from resdiff import api
from resdiff.cli import files, terminal
from resdiff.concord import Concord
from resdiff.errors import UsageError
from resdiff.language import LANGUAGES
from resdiff.model import Document, View

BY_SUFFIX = {
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".xlsx": "xlsx",
    ".csv": "csv",
    ".md": "markdown",
    ".txt": "text",
}
DIFFERENT = 1


@click.command(short_help="Hold one text in several languages together: is every change in each?")
@click.argument("paths", metavar="FILE...", nargs=-1)
@click.option(
    "--pair",
    "pairs",
    metavar="OLD NEW",
    nargs=2,
    multiple=True,
    help="A language as two files instead of one tracked file; may be repeated.",
)
@terminal.output_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(sorted(set(BY_SUFFIX.values()))),
    help="The output's format, if not that of OUT's suffix.",
)
@click.option("--all", "show_all", is_flag=True, help="In text, clauses without findings too.")
@click.option(
    "--language",
    type=click.Choice(list(LANGUAGES)),
    default="en",
    show_default=True,
    help="The language of the table's own words.",
)
@click.option("--exit-code", is_flag=True, help="Exit with 1 when anything is found.")
def command(
    paths: tuple[str, ...],
    pairs: tuple[tuple[str, str], ...],
    output: str | None,
    format_: str | None,
    show_all: bool,
    language: str,
    exit_code: bool,
) -> None:
    """Hold one text in several languages together, each FILE a language.

    \b
    resdiff concord A.en.docx A.fr.docx A.zh.docx               proposals with tracked changes, or
                                                                editions without
    resdiff concord --pair old.en.docx new.en.docx \\
                    --pair old.fr.docx new.fr.docx              two files a language
    resdiff concord *.docx -o table.html                        a row a clause, a column a language

    Says which clause, change, label, number, year, place, citation, reference, call or footnote is
    missing or different in which language, how sure that is, and why. Clauses are paired by their
    place, their labels and what they print in every language; the words are not translated, so that
    a wrong word is not found.

    The languages are recognised. With three or more, those that differ from most are named; of two,
    both. Without -o the clauses with findings are printed; with -o, the suffix says what is
    written: .html, .xlsx, .csv, .md, .json or .txt.
    """
    format_ = terminal.marks_format(format_, output, BY_SUFFIX, "text")
    names = [*paths, *(name for pair in pairs for name in pair)]
    if len(paths) + len(pairs) < 2:
        raise UsageError(
            "one language has nothing to be held against", "name a file for each of two or more"
        )
    if output:
        files.check_output(output, names)
    texts = [*map(_sides, paths), *(_pair(*pair) for pair in pairs)]
    found = api.concord(texts)
    terminal.deliver(_rendered(found, format_, language, output, show_all), output)
    if output:
        from resdiff.concord.rendering.table import counted
        from resdiff.renderers.words import words

        click.echo(counted(found, words(language)), err=True)
    terminal.say_notices(found.notices)
    _say_one(texts)
    if exit_code and found.findings:
        sys.exit(DIFFERENT)


def _rendered(
    found: Concord, format_: str, language: str, output: str | None, show_all: bool
) -> bytes:
    """The table; as text, in the colours and the width of where it goes."""
    from resdiff.concord.rendering import render, text

    if format_ != "text":
        return render(found, format_, language)
    color, room = terminal.color(output), terminal.columns(output)
    return text.render(found, language, all=show_all, color=color, room=room)


def _say_one(texts: list[tuple[Document | None, Document]]) -> None:
    """Says where the texts are all of one language that another verb is probably meant."""
    known = {new.language for _, new in texts}
    if len(known) == 1 and (language := known.pop()):
        terminal.say_hint(
            f"all texts are in one language ({language}); two editions are held together by"
            " resdiff compare"
        )


def _sides(path: str) -> tuple[Document | None, Document]:
    """A tracked file's two sides; an edition alone."""
    data = files.read(path)
    new = api.read(data, path)
    return api.read(data, path, View.ORIGINAL) if api.has_changes(data, path) else None, new


def _pair(old: str, new: str) -> tuple[Document, Document]:
    return api.read(files.read(old), old), api.read(files.read(new), new)
