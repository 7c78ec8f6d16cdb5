"""The differ: two Documents in, a Comparison out. It knows neither files nor renderers."""

from resdiff.differ.compare import compare
from resdiff.differ.options import IGNORABLE, Options

__all__ = ["IGNORABLE", "Options", "compare"]
