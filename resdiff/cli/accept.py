"""`resdiff accept`."""

from resdiff.cli.settle import settling
from resdiff.model import View

command = settling("accept", View.FINAL, "the text as it would become")
