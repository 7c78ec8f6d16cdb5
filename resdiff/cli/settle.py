"""What `accept` and `reject` have in common."""

from __future__ import annotations

from resdiff import api
from resdiff.cli import files
from resdiff.model import View


def settle(file: str, output: str, view: View) -> None:
    """Writes the file with all its tracked changes resolved one way."""
    files.check_output(output, [file])
    files.write(output, api.settle(files.read(file), file, view))
