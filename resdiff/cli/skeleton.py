"""`resdiff skeleton`."""

from __future__ import annotations

from pathlib import Path

import click

from resdiff.cli import files, terminal
from resdiff.cli.propose import (
    conference_option,
    document_option,
    language_option,
    original_option,
    resolution_option,
    source_option,
    template_option,
)
from resdiff.proposals import assembling, draft
from resdiff.proposals.assembling import NO_DOCUMENT, NO_SOURCE
from resdiff.proposals.plan import Plan, Planned, Said


@click.command(short_help="Set a base text up for editing, track changes switched on.")
@click.argument("base", metavar="BASE")
@click.option("-o", "--output", metavar="OUT", required=True, help="The Word file to write.")
@source_option
@document_option
@conference_option
@language_option
@original_option
@resolution_option
@template_option
def command(
    base: str, output: str, resolution: str, template_path: str | None, **words: str
) -> None:
    """Set BASE in the house styles with its proposal line, room for the abstract and for Reasons,
    and Word's track changes switched on.

    Edit the file in Word, then: resdiff propose BASE draft.docx -o contribution.docx
    """
    files.check_output(output, [base, *([template_path] if template_path else [])])
    words["source"] = words["source"] or NO_SOURCE
    words["document"] = words["document"] or NO_DOCUMENT
    planned = Planned("MOD", base=base, edited=base, resolution=resolution)
    plan = Plan((planned,), Said(**words))
    data = files.read(base)
    found = assembling.assemble(plan, lambda _: data)
    template_data = files.read(template_path) if template_path else None
    made = draft(found.contribution, template_data)
    files.write(output, made.data)
    click.echo(f"{Path(output).name}: edit it in Word, then resdiff propose", err=True)
    terminal.say_notices((*found.notices, *made.notices))
