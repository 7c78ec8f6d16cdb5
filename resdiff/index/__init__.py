"""The user's own collection of texts, in one SQLite file.

with index.opened(Path("texts.db"), make=True) as connection:
    index.add(connection, index.find(["archive"], Path("texts.db")), batch.processes(2))
    found = index.search(connection, "broadband access", index.Filter(language="en"))

store        the file: made whole, opened by several processes, its version
words        what a text is found by, in six languages; queries: what a user looks for
reading      one file, in a worker; adding: many, in a crew; writing: into the tables
searching, citing, grouping, editions    what is asked of it
listing      what it holds, and its texts back as documents
naming       "PP 101"
reports      answers to read; data: the same as JSON
"""

from resdiff.index.adding import add, find, missing, passed_over, rebuild, remove
from resdiff.index.citing import cites, of_unknown_body
from resdiff.index.editions import Chain, Step, history
from resdiff.index.grouping import LEAST, duplicates
from resdiff.index.listing import document, entries, figures, known_editions
from resdiff.index.naming import work
from resdiff.index.searching import search
from resdiff.index.store import (
    IndexBusy,
    IndexDamaged,
    IndexMissing,
    IndexVersion,
    NotAnIndex,
    opened,
)
from resdiff.index.values import (
    Added,
    Cited,
    Entry,
    Failure,
    Filter,
    Found,
    Group,
    Hit,
    Shared,
    Spot,
    Twin,
)
from resdiff.renderers.heads import titled

__all__ = [
    "LEAST",
    "Added",
    "Chain",
    "Cited",
    "Entry",
    "Failure",
    "Filter",
    "Found",
    "Group",
    "Hit",
    "IndexBusy",
    "IndexDamaged",
    "IndexMissing",
    "IndexVersion",
    "NotAnIndex",
    "Shared",
    "Spot",
    "Step",
    "Twin",
    "add",
    "cites",
    "document",
    "duplicates",
    "entries",
    "figures",
    "find",
    "history",
    "known_editions",
    "missing",
    "of_unknown_body",
    "opened",
    "passed_over",
    "rebuild",
    "remove",
    "search",
    "titled",
    "work",
]
