"""The differ: two Documents in, a Comparison out. It knows neither files nor renderers.

Which clauses belong together:

    align        the order of events: instruments, sections, clauses, tables, moves, splits
    sides        a document made ready; likeness: how alike two clauses are, and candidates
    instruments, sections, sequence, tables, joins, leftovers    one step each
    kept         the second opinion on a doubtful pair: how much stays unmarked

What changed inside them:

    edits        the order of events, on code points
    tokens       what is never cut in two; words, japanese: where there are no blanks
    hunks        the fewest tokens that differ (diff-match-patch on tokens)
    refine       the marking that costs a reader least; slide, snap, endings: where its edges stand

Or not sought at all: declared, the author's own marks of a tracked file (`Options.kept`).

What it means: natures (kinds of change); mentions (where a text names a clause of its own),
references (those that lost their way).
Both directions give the same answer: the one that is computed does not depend on which is old.
"""

from resdiff.differ.compare import compare
from resdiff.differ.options import DEFAULT, IGNORABLE, Options

__all__ = ["DEFAULT", "IGNORABLE", "Options", "compare"]
