"""A text through its editions: where each word came from, what fell, what became of a proposal."""

from resdiff.history.tracing import trace
from resdiff.history.values import (
    Decision,
    Echo,
    Fate,
    Gap,
    History,
    Outcome,
    Phrase,
    Source,
    Step,
    Story,
    Strand,
    Verdict,
)

__all__ = [
    "Decision",
    "Echo",
    "Fate",
    "Gap",
    "History",
    "Outcome",
    "Phrase",
    "Source",
    "Step",
    "Story",
    "Strand",
    "Verdict",
    "trace",
]
