"""`resdiff propose`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import click

from resdiff import api, checker
from resdiff.checker import reports
from resdiff.cli import files, terminal
from resdiff.errors import FileMissing, UsageError
from resdiff.language import LANGUAGES
from resdiff.model import View
from resdiff.proposals import Contribution, assembling, make
from resdiff.proposals.assembling import Assembled
from resdiff.proposals.plan import Plan, Planned, Said, load
from resdiff.values import replace

Option = Callable[[Callable[..., None]], Callable[..., None]]


def _said(_: click.Context, __: click.Parameter, value: str | None) -> str:
    """What was chosen; "" for nothing."""
    return value or ""


source_option = click.option("--source", default="", metavar="CODE", help="Whose proposal: ECP.")
document_option = click.option(
    "--document", default="", metavar="NUMBER", help="Document number: 38A4 is Addendum 4 to 38."
)
conference_option = click.option(
    "--conference", default="", metavar="NAME", help="The conference's short name: WTSA-24."
)
language_option = click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    callback=_said,
    show_choices=False,
    metavar="ID",
    help=f"Language of the head's words ({' '.join(LANGUAGES)}), if not that of the text.",
)
original_option = click.option(
    "--original",
    type=click.Choice(LANGUAGES),
    callback=_said,
    show_choices=False,
    metavar="ID",
    help="The language the contribution was written in.",
)
resolution_option = click.option(
    "--resolution", default="", metavar="NUMBER", help="Which one, where BASE holds several."
)
template_option = click.option(
    "--template", "template_path", metavar="FILE", help="Another template than the house's own."
)


@click.command(short_help="Make a contribution from a base and an edited copy.")
@click.argument("base", metavar="BASE|TOML")
@click.argument("edited", metavar="[EDITED]", required=False)
@click.option("-o", "--output", metavar="OUT", help="The Word file to write.")
@source_option
@document_option
@click.option(
    "--number", type=click.IntRange(1), help="The first proposal's number; 1 if not said."
)
@conference_option
@click.option(
    "--edition",
    default="",
    metavar="PLACE, YEAR",
    help="Bring number line, adopting sentence and history line to this edition.",
)
@click.option("--abstract", default="", metavar="FILE|TEXT", help="What is proposed, in short.")
@click.option("--reasons", default="", metavar="FILE|TEXT", help="Why it is proposed.")
@language_option
@original_option
@click.option("--symbol", default="", help="MOD, (MOD), ADD, SUP, NOC …; else what the texts give.")
@click.option("--title", default="", help="The document's title.")
@click.option("--source-name", default="", help="The source as the head prints it.")
@click.option(
    "--body",
    type=click.Choice(["CS", "CV", "RR"]),
    callback=_said,
    show_choices=False,
    metavar="CS|CV|RR",
    help="The texts are of the Constitution, the Convention or the Radio Regulations: each "
    "numbered provision has its own symbol.",
)
@resolution_option
@template_option
@click.option("--author", default="", help="Whose name the marks carry; the source if not said.")
@click.option(
    "--date",
    metavar="ISO",
    help="Of the document and its marks: 2024-09-16. Without it, SOURCE_DATE_EPOCH, or none.",
)
def command(
    base: str,
    edited: str | None,
    output: str | None,
    number: int | None,
    abstract: str,
    reasons: str,
    symbol: str,
    body: str,
    resolution: str,
    template_path: str | None,
    author: str,
    date: str | None,
    **words: str,
) -> None:
    """Make a contribution in the conference's form: head, abstract, proposal line, the resolution
    with tracked changes, Reasons.

    \b
    resdiff propose BASE EDITED -o contribution.docx --source ECP --document 38A4
    resdiff propose contribution.toml -o contribution.docx     several proposals; see resdiff init
    resdiff propose contribution.docx -o again.docx            a tracked proposal put into form

    EDITED may carry tracked changes or be clean. A draft from resdiff skeleton brings its abstract,
    Reasons, source and document number along.
    """
    if not output:
        raise UsageError("a Word file cannot be shown on the terminal", "name it with -o OUT.docx")
    stamp = terminal.stamp(date)
    words["abstract_file" if _is_file(abstract) else "abstract"] = abstract
    plan = Plan((), Said(date=stamp, **words), number or 0)
    found, inputs = _assembled(
        plan, base, edited, Planned(symbol, resolution=resolution, body=body), reasons
    )
    files.check_output(output, [*inputs, *([template_path] if template_path else [])])
    template_data = files.read(template_path) if template_path else None
    head = found.contribution.head
    marked = stamp or _that_day(head.date)
    made = make(found.contribution, author or head.source, marked, template_data)
    files.write(output, made.data)
    click.echo(_summary(found, made.symbols), err=True)
    terminal.say_notices((*found.notices, *made.notices))
    click.echo(_faults(made.data, output), err=True)


def _assembled(
    plan: Plan, base: str, edited: str | None, planned: Planned, reasons: str
) -> tuple[Assembled, list[str]]:
    """The contribution, and the files that it was read from."""
    alone = edited is None and base.lower().endswith(".toml")
    if alone or (edited is None and not planned.symbol):
        _refuse(planned, reasons, base)
        if alone:
            return _from_toml(plan, base)
        return assembling.reread(plan, files.read(base), base, _reader(Path())), [base]
    if edited is None and planned.symbol.startswith("ADD"):
        planned = replace(planned, edited=base)
    else:
        planned = replace(planned, base=base, edited=edited or "")
    if _is_file(reasons):
        planned = replace(planned, reasons_file=reasons)
    else:
        planned = replace(planned, reasons=reasons)
    inputs = [x for x in (planned.base, planned.edited, planned.reasons_file) if x]
    return assembling.assemble(replace(plan, proposals=(planned,)), _reader(Path())), inputs


def _refuse(planned: Planned, reasons: str, base: str) -> None:
    """Refuses what one proposal is told where the file itself says it of each."""
    said = {
        "--symbol": planned.symbol,
        "--body": planned.body,
        "--resolution": planned.resolution,
        "--reasons": reasons,
    }
    for name, value in said.items():
        if value:
            raise UsageError(
                f"{name} speaks of one proposal, and {base} has its own", "change it in the file"
            )


def _from_toml(plan: Plan, path: str) -> tuple[Assembled, list[str]]:
    """The contribution of a TOML file; what the command line says goes before it."""
    try:
        written = load(files.read(path).decode("utf-8-sig"), path)
    except UnicodeDecodeError:
        raise UsageError(f"{path} is not written in UTF-8", "save it as UTF-8") from None
    given = asdict(plan.said).items()
    said = Said(**asdict(written.said) | {name: value for name, value in given if value})
    folder = Path(path).parent
    inputs = [
        str(folder / x)
        for one in written.proposals
        for x in (one.base, one.edited, one.reasons_file)
        if x
    ]
    whole = replace(written, said=said, number=plan.number or written.number)
    try:
        return assembling.assemble(whole, _reader(folder)), [path, *inputs]
    except FileMissing as error:
        error.hint = f"{path} names it; paths are as seen from its folder"
        raise


def _reader(folder: Path) -> Callable[[str], bytes]:
    """Reads each file once, as seen from a folder."""
    known: dict[str, bytes] = {}

    def read(path: str) -> bytes:
        if path not in known:
            known[path] = files.read(path if path == files.STDIN else str(folder / path))
        return known[path]

    return read


def _that_day(date: str) -> str:
    """The marks' time where only the document's date is known: that day."""
    return f"{date}T00:00:00Z" if date else ""


def _is_file(given: str) -> bool:
    """Whether a text names a file: one is there, or it ends like one.

    Raises:  FileMissing for what ends like a file and is not there.
    """
    try:
        there = bool(given) and Path(given).is_file()
    except OSError:  # too long for a name
        return False
    if not there and given.lower().endswith((".txt", ".docx")) and " " not in given:
        raise FileMissing(f"{given} does not exist")
    return there


def _faults(contribution: bytes, output: str) -> str:
    """How many drafting faults the contribution has, and who tells them."""
    document, original = (api.read(contribution, output, x) for x in (View.FINAL, View.ORIGINAL))
    findings = checker.check(document, original=original)
    if not findings:
        return "check: no drafting faults found"
    return f"check: {reports.count(findings)}; resdiff check {output} tells them"


def _summary(found: Assembled, symbols: tuple[str, ...]) -> str:
    own = found.contribution
    lines = [
        f"{name} {own.head.source}/{own.head.document}/{own.first + i}{_provision(own, i)}"
        for i, name in enumerate(symbols)
    ]
    return ", ".join(lines)


def _provision(contribution: Contribution, number: int) -> str:
    one = contribution.proposals[number]
    side = one.new or one.base
    return f" (No. {side.provision})" if side is not None and side.provision else ""
