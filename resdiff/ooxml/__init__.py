"""The room that knows Word: packages, text, styles, numbering, tracked changes; no clauses."""

from resdiff.ooxml.describe import Description, describe
from resdiff.ooxml.kinds import become
from resdiff.ooxml.mark import Marked, MarkOptions, Match, mark, marked
from resdiff.ooxml.notes import number_notes
from resdiff.ooxml.package import Package, Relationship
from resdiff.ooxml.revisions import Revision, has_revisions, revisions
from resdiff.ooxml.settle import settle
from resdiff.ooxml.stories import Paragraph, Story, stories
from resdiff.ooxml.text import Atom, atoms, paragraph_text

__all__ = [
    "Atom",
    "Description",
    "MarkOptions",
    "Marked",
    "Match",
    "Package",
    "Paragraph",
    "Relationship",
    "Revision",
    "Story",
    "atoms",
    "become",
    "describe",
    "has_revisions",
    "mark",
    "marked",
    "number_notes",
    "paragraph_text",
    "revisions",
    "settle",
    "stories",
]
