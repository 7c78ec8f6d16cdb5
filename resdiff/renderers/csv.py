"""The clause table as CSV in UTF-8, with the byte-order mark that spreadsheet programs need."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from resdiff.model import Redline
from resdiff.renderers import RenderOptions
from resdiff.renderers.table import COLUMNS, rows

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet program would run (CWE-1236)


def render(redline: Redline, options: RenderOptions) -> bytes:
    """The clause table of a redline."""
    return table((COLUMNS, *(row.plain() for row in rows(redline, options))))


def table(lines: Iterable[Sequence[str]]) -> bytes:
    """The table, RFC 4180; a cell that a spreadsheet would take for a formula opens with '."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    for line in lines:
        writer.writerow("'" + x if x.startswith(_FORMULA) else x for x in line)
    return ("\ufeff" + stream.getvalue()).encode()
