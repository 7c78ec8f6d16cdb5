"""`resdiff reject`."""

from resdiff.cli.settle import settling
from resdiff.model import View

command = settling("reject", View.ORIGINAL, "the text as it was")
