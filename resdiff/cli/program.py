"""All verbs, and what becomes of a failure."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path

import click

from resdiff import __version__
from resdiff.errors import ResdiffError, UsageError

COMMANDS = {
    "compare": "resdiff.cli.compare",
    "show": "resdiff.cli.show",
    "accept": "resdiff.cli.accept",
    "reject": "resdiff.cli.reject",
    "verify": "resdiff.cli.verify",
    "check": "resdiff.cli.check",
    "recover": "resdiff.cli.recover",
    "batch": "resdiff.cli.batch",
    "index": "resdiff.cli.index",
    "consolidate": "resdiff.cli.consolidate",
    "history": "resdiff.cli.history",
    "concord": "resdiff.cli.concord",
    "propose": "resdiff.cli.propose",
    "skeleton": "resdiff.cli.skeleton",
    "init": "resdiff.cli.init",
}
"""Each verb's module; its `command` is imported when the verb is used."""

LINES = {
    "compare": "Compare two editions, or the two sides of a tracked proposal.",
    "show": "Show the structure that was read from a file.",
    "accept": "Accept every tracked change of a file.",
    "reject": "Reject every tracked change of a file.",
    "verify": "Prove that a marked file gives back both sides exactly.",
    "check": "Find drafting faults: citations, references, labels, endings, symbols.",
    "recover": "Give a run-together text its marks back.",
    "batch": "Compare whole collections: pair, mark up, and list what changed.",
    "index": "Keep your own texts: search them, who cites what, duplicates.",
    "consolidate": "Put several proposals to amend one text into one file.",
    "history": "Where each word of a text came from, through its editions.",
    "concord": "Hold one text in several languages together: is every change in each?",
    "propose": "Make a contribution from a base and an edited copy.",
    "skeleton": "Set a base text up for editing, track changes switched on.",
    "init": "Write a commented example of a contribution's TOML file.",
}
"""Each verb's `short_help` once more, so that the list of verbs imports none of them."""

OWN_FAULT = 70  # EX_SOFTWARE of sysexits.h
INTERRUPTED = 130  # 128 + SIGINT, as shells report it


class Verbs(click.Group):
    """The group of all verbs, each imported when it is first asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs, in the order in which help shows them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb's command, None when there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(COMMANDS[cmd_name]).command
        return command if isinstance(command, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb that is meant.

        Raises:  UsageError for what is no verb, with the nearest one.
        """
        verb = args[0]
        if verb in COMMANDS or verb.startswith("-"):
            return super().resolve_command(ctx, args)
        raise UsageError(f"there is no verb {verb!r}", _instead(verb))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the list of verbs."""
        with formatter.section("Commands"):
            formatter.write_dl([*LINES.items()])


def _instead(verb: str) -> str:
    """What to write where a word stands that is no verb."""
    from difflib import get_close_matches

    if Path(verb).exists():
        return "the verb comes first: resdiff compare OLD NEW"
    near = get_close_matches(verb, COMMANDS, 1)
    return f"did you mean resdiff {near[0]}?" if near else "resdiff --help lists the verbs"


@click.group(
    cls=Verbs,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="resdiff")
def cli() -> None:
    """Compare ITU resolutions clause by clause, and mark up what changed.

    \b
    resdiff compare base.docx edited.docx                  a redline on the terminal
    resdiff compare base.docx edited.docx -o marked.docx   real tracked changes in Word
    resdiff compare base.docx edited.docx -o page.html     a page to read and to print
    resdiff compare proposal.docx                          what a tracked proposal changes
    resdiff show proposal.docx                             what was read, and how
    resdiff check proposal.docx --base base.docx           what is stale or inconsistent
    resdiff propose base.docx edited.docx -o filed.docx    a contribution that can be filed

    Files are Word, text, HTML, PDF, Markdown, Akoma Ntoso, OpenDocument or RTF, in any mixture;
    they are known by what they hold. Inputs are never changed, and nothing leaves this machine.
    """


def run() -> int:
    """Runs the command line, and gives its exit code; every failure is one line and a hint."""
    try:
        result = cli(standalone_mode=False)
        return result if isinstance(result, int) else 0
    except ResdiffError as error:
        return _fail(str(error), error.hint, error.exit_code)
    except click.ClickException as error:
        return _misuse(error)
    except (click.Abort, KeyboardInterrupt):
        return _fail("interrupted", "", INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # the top of the command line: no traceback reaches a user
        if os.environ.get("RESDIFF_DEBUG"):
            raise
        return _fail(
            f"resdiff met a fault of its own: {type(error).__name__}: {error}",
            "please report it; RESDIFF_DEBUG=1 shows where",
            OWN_FAULT,
        )


def _misuse(error: click.ClickException) -> int:
    context = error.ctx if isinstance(error, click.UsageError) else None
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.format_message())
        return 0 if context is None or context.parent is None else UsageError.exit_code
    verb = next((x for x in sys.argv[1:2] if x in COMMANDS), "")  # click does not say whose option
    command = context.command_path if context else f"resdiff {verb}".strip()
    message = error.format_message().replace("\n", " ")
    return _fail(message, f"{command} --help says how it is used", UsageError.exit_code)


def _fail(message: str, hint: str, code: int) -> int:
    click.echo(f"error: {message}", err=True)
    if hint:
        click.echo(f"hint: {hint}", err=True)
    return code
