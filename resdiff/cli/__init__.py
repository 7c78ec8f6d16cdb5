"""The command line: `resdiff VERB FILES [OPTIONS]`. Data to stdout or OUT, the rest to stderr."""

from __future__ import annotations

import gc
import sys

RARELY = 100_000
"""New objects after which cycles among them are looked for. Source: at Python's own 700 this takes
3 % of a small comparison, a third of it while modules are imported; the longest pair tried takes as
much memory without it as with it."""


def main() -> None:
    """Runs the command line and ends the process with its exit code."""
    gc.set_threshold(RARELY)
    from resdiff.cli.program import run

    code = run()
    gc.freeze()  # what ends with the process is not looked through once more
    sys.exit(code)
