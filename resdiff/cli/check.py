"""`resdiff check`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from resdiff import __version__, api, checker
from resdiff.checker import Finding, Severity, reports
from resdiff.cli import files, terminal
from resdiff.errors import UsageError
from resdiff.model import Document, View

FAULTY = 1
_BY_SUFFIX = {".docx": "docx", ".json": "json", ".sarif": "sarif", ".txt": "text"}


@click.command(short_help="Find drafting faults: citations, references, labels, endings, symbols.")
@click.argument("paths", metavar="FILE...", nargs=-1)
@click.option("--base", metavar="BASE", help="The edition that FILE should be drafted on.")
@click.option(
    "--index",
    metavar="DB",
    help="Your index (resdiff index add): its texts' number lines and histories tell which "
    "editions there are, beside the table of the package.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "sarif"]),
    help="The report's format, if not that of OUT's suffix.",
)
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    help="A report (.txt, .json, .sarif), or FILE with Word comments (.docx).",
)
@click.option("--fix", is_flag=True, help="With -o OUT.docx: make safe fixes as tracked changes.")
@click.option(
    "--rule", "only", metavar="ID", multiple=True, help="Only this rule; may be repeated."
)
@click.option("--severity", type=click.Choice([s.value for s in Severity]), default="note",
              show_default=True, help="The least severity to tell.")  # fmt: skip
@click.option(
    "--citations", "list_citations", is_flag=True, help="List what FILE cites instead of faults."
)
@click.option("--explain", metavar="ID", help="What a rule says and why; “all” lists the rules.")
@terminal.author_option
@terminal.date_option
@click.option("--exit-code", is_flag=True, help="Exit with 1 when an error or warning is found.")
def command(
    paths: tuple[str, ...],
    base: str | None,
    index: str | None,
    format_: str | None,
    output: str | None,
    fix: bool,
    only: tuple[str, ...],
    severity: str,
    list_citations: bool,
    explain: str | None,
    author: str,
    date: str | None,
    exit_code: bool,
) -> None:
    """Find drafting faults in FILE, on its resolved text; what is struck out is not looked at.

    \b
    resdiff check proposal.docx                            findings on the terminal
    resdiff check proposal.docx --base base.docx           and whether it is drafted on the base
    resdiff check proposal.docx -o commented.docx          findings as Word comments
    resdiff check proposal.docx --fix -o fixed.docx        safe fixes as tracked changes
    resdiff check report.docx --citations                  what it cites, each with its edition
    resdiff check --explain citation-outdated              what a rule says
    """
    if explain is not None:
        click.echo(_explanation(explain), nl=False)
        return
    format_ = terminal.marks_format(format_, output, _BY_SUFFIX, "text")
    word = format_ == "docx"
    _makes_sense(paths, only, word, fix)
    if output:
        files.check_output(output, [*paths, *filter(None, [base])])
    if list_citations:
        terminal.deliver(_cited(paths, format_).encode(), output)
        return
    stamp, facts = terminal.stamp(date), _facts(index)
    old = api.read(files.read(base), base) if base else None
    found: dict[str, tuple[Finding, ...]] = {}
    for path in paths:
        document, original = _read(path, word)
        findings = checker.check(document, base=old, original=original, facts=facts, only=only)
        found[path] = tuple(f for f in findings if _at_least(f, Severity(severity)))
        if word and output:
            _write_word(document, found[path], output, author, stamp, fix)
        terminal.say_notices(document.notices)
    if not word:
        terminal.deliver(_report(found, format_, output).encode(), output)
    if exit_code and any(_at_least(f, Severity.WARNING) for own in found.values() for f in own):
        sys.exit(FAULTY)


def _makes_sense(paths: Sequence[str], only: Sequence[str], word: bool, fix: bool) -> None:
    """Refuses what cannot be done.

    Raises:  UsageError.
    """
    if not paths:
        raise UsageError("no file is named", "name one: resdiff check FILE")
    if word and len(paths) > 1:
        raise UsageError(
            "one Word file cannot hold the comments of several", "check them one by one"
        )
    if fix and not word:
        raise UsageError("fixes are made in a Word file", "name it with -o OUT.docx")
    _known(only)


def _known(only: Sequence[str]) -> None:
    ids = {rule.id for rule in checker.all_rules()}
    for id in only:
        if id not in ids:
            raise UsageError(f"there is no rule {id}", "resdiff check --explain all lists them")


def _explanation(id: str) -> str:
    if id == "all":
        return reports.listing()
    _known([id])
    return reports.explain(next(rule for rule in checker.all_rules() if rule.id == id))


def _cited(paths: Sequence[str], format_: str) -> str:
    """What the files cite.

    Raises:  UsageError for a format that has no place for it.
    """
    from resdiff.checker import cited

    if format_ not in ("text", "json"):
        raise UsageError(f"citations are not listed as {format_}", "use --format text or json")
    documents = {path: api.read(files.read(path), path) for path in paths}
    return cited.as_json(documents) if format_ == "json" else cited.text(documents)


def _facts(index: str | None) -> checker.Facts:
    """What is known of editions: the table, and what the texts of an index say of themselves."""
    if index is None:
        return checker.table()
    if Path(index).is_dir():
        raise UsageError(
            f"{index} is a folder, not an index",
            f"resdiff index add {index} --index texts.db makes one; then --index texts.db",
        )
    from resdiff import index as texts

    with texts.opened(Path(index)) as connection:
        known = texts.known_editions(connection)
    return checker.table().with_texts((work, edition, Path(p).name) for work, edition, p in known)


def _read(path: str, word: bool) -> tuple[Document, Document | None]:
    """The resolved text, and the text before its tracked changes where it has any."""
    data = files.read(path)
    document = api.read(data, path)
    if word:
        document = api.as_word(document)
    changed = api.has_changes(data, path)
    return document, api.read(data, path, View.ORIGINAL) if changed else None


def _at_least(finding: Finding, least: Severity) -> bool:
    order = list(Severity)
    return order.index(finding.severity) <= order.index(least)


def _report(found: dict[str, tuple[Finding, ...]], format_: str, output: str | None) -> str:
    if format_ == "json":
        return reports.as_json(found)
    if format_ == "sarif":
        return reports.as_sarif(found, __version__)
    return reports.text(found, terminal.color(output))


def _write_word(
    document: Document,
    findings: Sequence[Finding],
    output: str,
    author: str,
    date: str,
    fix: bool,
) -> None:
    from resdiff.checker import word

    noted = word.comment(document, findings, author, date, fix)
    files.write(output, noted.data)
    left = len(findings) - len(noted.fixed) - len(noted.lost)
    said = [f"{len(noted.fixed)} fixed as tracked changes"] if fix else []
    click.echo(", ".join([*said, f"{left} as comments"]), err=True)
    for one in noted.lost:
        click.echo(
            f"note: no place in the file for {one.rule} at {one.path}: {one.message}", err=True
        )
    source = document.source
    if source is not None:
        terminal.say_notices(api.lost_macros(source.data, source.name, ".docx"))
