"""`resdiff init`."""

from __future__ import annotations

from pathlib import Path

import click

from resdiff.cli import files
from resdiff.errors import OutputError
from resdiff.proposals.plan import example


@click.command(short_help="Write a commented example of a contribution's TOML file.")
@click.option("-o", "--output", default="contribution.toml", show_default=True, metavar="OUT")
@click.option("--force", is_flag=True, help="Even where the file exists.")
def command(output: str, force: bool) -> None:
    """Write an example of the file that resdiff propose makes a contribution of several proposals
    from.
    """
    if output != files.STDIN and not force and Path(output).exists():
        raise OutputError(f"{output} exists", "name another with -o, or say --force")
    if output == files.STDIN:
        click.echo(example(), nl=False)
        return
    files.check_output(output, [])
    files.write(output, example().encode())
    click.echo(f"{output}: edit it, then resdiff propose {output} -o contribution.docx", err=True)
