"""`resdiff consolidate`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath

import click

from resdiff import api, symbols
from resdiff.cli import files, terminal
from resdiff.consolidator import Consolidation, Policy, Voice
from resdiff.consolidator.tabulate import tabulate
from resdiff.errors import UsageError
from resdiff.model import Document, Kind, Notice, Status, View

FORMATS = {".docx": "docx", ".html": "html", ".htm": "html", ".xlsx": "xlsx", ".txt": "text"}
_NAMED = 6  # clauses that a notice names before it only counts


@click.command(short_help="Put several proposals to amend one text into one file.")
@click.argument("base", metavar="BASE")
@click.argument("proposals", metavar="PROPOSAL...", nargs=-1, required=True)
@terminal.output_option
@click.option(
    "--author",
    "named",
    metavar="NAME=FILE",
    multiple=True,
    help="Whose proposal a file is, where its proposal line does not say; may be repeated.",
)
@click.option(
    "--on-conflict",
    "policy",
    type=click.Choice([p.value for p in Policy]),
    default=Policy.SHOW_ALL.value,
    show_default=True,
    help="In Word, what is shown of clauses in which proposals change the same words differently.",
)
@click.option("--table", is_flag=True, help="A .docx with the clause table, not tracked changes.")
@terminal.date_option
def command(
    base: str,
    proposals: tuple[str, ...],
    output: str | None,
    named: tuple[str, ...],
    policy: str,
    table: bool,
    date: str | None,
) -> None:
    """Put several PROPOSALs to amend one BASE side by side, in the base's own coordinates.

    \b
    -o OUT.docx          BASE's Word file, each proposal's tracked changes by its own author; what
                         several change alike is signed by all: "ECP, IAP"
    -o OUT.docx --table  a landscape table: a row a clause, a column a proposal
    -o OUT.html, .xlsx   the same table as a page or a spreadsheet

    A table's own words are in BASE's language, one of the six, else in English.

    Without -o the places where proposals meet are printed. Proposals may be clean or carry tracked
    changes, contributions as `resdiff propose` files them too. Before a Word file with tracked
    changes is written it is proved, for each author, that settling that author's marks alone gives
    that proposal exactly; page headers, footers and styles stay BASE's.
    """
    from resdiff.consolidator.rendering import render

    if table and output is None:
        raise UsageError("a table needs a file", "name it with -o OUT.docx")
    format_ = terminal.marks_format(None, output, FORMATS, "text")
    if output:
        files.check_output(output, [base, *proposals])
    stamp = terminal.stamp(date)
    told = _told(named, proposals)
    _refuse_twice(proposals)
    tracked = format_ == "docx" and not table
    document = api.read(files.read(base), base)
    if tracked:
        document = api.as_word(document)
    kind = "docx" if tracked else "html"
    voices = [_voice(document, path, told.get(path, ""), stamp, kind) for path in proposals]
    found = tabulate(document, voices, _signed(document.notices, voices))
    odd: tuple[Notice, ...] = ()
    if tracked:
        odd = _word(found, stamp, Policy(policy), str(output))
    else:
        terminal.deliver(render(found, format_), output)
    if output:
        click.echo(render(found, "text").decode(), err=True, nl=False)
    terminal.say_notices((*found.notices, *odd))


def _signed(base: Sequence[Notice], voices: Sequence[Voice]) -> list[Notice]:
    """What was told of the base, and of each proposal in its author's name."""
    said = [(voice.author, notice) for voice in voices for notice in voice.notices]
    return [*base, *(Notice(n.slug, f"{author}: {n.message}", n.anchor) for author, n in said)]


def _refuse_twice(proposals: tuple[str, ...]) -> None:
    """Refuses a file that is named twice: its words would be two proposals that agree."""
    twice = next((path for at, path in enumerate(proposals) if path in proposals[:at]), None)
    if twice is not None:
        raise UsageError(f"{twice} is given twice", "name each proposal once")


def _told(named: tuple[str, ...], proposals: tuple[str, ...]) -> Mapping[str, str]:
    """The author that the command line gives each file."""
    found = {}
    for given in named:
        name, _, path = given.partition("=")
        if not name.strip() or path not in proposals:
            raise UsageError(
                f"--author {given} names no proposal", "write --author NAME=FILE with FILE as given"
            )
        found[path] = name.strip()
    return found


def _voice(base: Document, path: str, author: str, stamp: str, format_: str) -> Voice:
    data = files.read(path)
    new = api.read(data, path)
    author = author or _author(new, data, path)
    differing = api.differing(format_)
    notices = [*new.notices]
    if symbols.keeps_unprinted(new):
        notices.append(Notice("no-change", "proposes no change (NOC)"))
        new = base
    elif api.has_changes(data, path):
        notices.extend(other_base(base, api.read(data, path, View.ORIGINAL), differing))
    redline = api.redline(base, new, format_, author, stamp, differing)
    return Voice(author, redline, (*notices, *redline.comparison.notices))


def _author(document: Document, data: bytes, path: str) -> str:
    """Who proposes: the source in the proposal line, the one author of tracked changes, or the
    file's name."""
    for instrument in document.instruments:
        if instrument.proposal and instrument.proposal.source:
            return instrument.proposal.source.replace(",", "/")
    if api.has_changes(data, path):
        from resdiff import ooxml

        signed = {x.author for x in ooxml.revisions(ooxml.Package.open(data, path)) if x.author}
        if len(signed) == 1:
            return signed.pop().replace(",", " ")
    return PurePath(path).name.partition(".")[0].replace(",", " ")


def other_base(
    base: Document, original: Document, differing: api.DifferOptions
) -> Iterator[Notice]:
    """Says where, and how much, a tracked proposal's own original is not the base."""
    comparison = api.compare(base, original, differing)
    places = []
    letters = 0
    for change in comparison.changes:
        if change.status is Status.UNCHANGED and not change.moved and not change.renumbered:
            continue
        clauses = [base.clauses[i] for i in change.old] or [original.clauses[i] for i in change.new]
        ignored = {Kind.RUNNING} if change.old else symbols.AROUND
        if all(clause.kind in ignored for clause in clauses):
            continue
        places.append(clauses[0].path)
        whole = sum(len(x.text) for x in clauses)
        letters += sum(
            max(e.old_stop - e.old_start, e.new_stop - e.new_start) for e in change.edits
        ) or (0 if change.status is Status.UNCHANGED else whole)
    if places:
        more = f" and {len(places) - _NAMED} more" if len(places) > _NAMED else ""
        yield Notice(
            "other-base",
            f"with its changes rejected it is not the base (clauses that differ: {len(places)},"
            f" letters: {letters}; {', '.join(places[:_NAMED])}{more}); these differences are shown"
            " as its changes too",
        )


def _word(found: Consolidation, stamp: str, policy: Policy, output: str) -> tuple[Notice, ...]:
    """Writes the Word file and says what it proves; gives what it could not show."""
    from resdiff.consolidator.merging import merge

    merged = merge(found, stamp, policy)
    terminal.deliver(merged.data, output)
    if merged.proved:
        come = "comes" if len(merged.proved) == 1 else "come"
        click.echo(f"proved: {', '.join(merged.proved)} {come} back exactly", err=True)
    for author in merged.reduced:
        click.echo(
            f"left out (--on-conflict {policy.value}): what {author} makes of clauses in conflict",
            err=True,
        )
    return merged.notices
