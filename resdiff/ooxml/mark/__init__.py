"""Merges a new package into an old one as tracked changes: accept all gives the new document,
reject all the old.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from resdiff.model import Notice
from resdiff.ooxml.compatibility import carry
from resdiff.ooxml.kinds import become, lost_macros, other_macros
from resdiff.ooxml.mark.alternates import apart, take_apart
from resdiff.ooxml.mark.bindings import unbind
from resdiff.ooxml.mark.blocks import Blocks
from resdiff.ooxml.mark.definitions import kept_definitions
from resdiff.ooxml.mark.job import begin
from resdiff.ooxml.mark.links import in_old_form
from resdiff.ooxml.mark.mending import mend, mended
from resdiff.ooxml.mark.notes import merge_notes
from resdiff.ooxml.mark.ranges import tidy
from resdiff.ooxml.mark.sections import Sections
from resdiff.ooxml.mark.threads import other_states
from resdiff.ooxml.mark.values import MarkOptions, Match
from resdiff.ooxml.names import w
from resdiff.ooxml.package import Package
from resdiff.ooxml.stories import story_parts
from resdiff.values import dataclass

__all__ = ["MarkOptions", "Marked", "Match", "mark", "marked"]


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked package, and what could not be compared or marked in it."""

    package: Package
    notices: tuple[Notice, ...]


def mark(
    old: Package, new: Package, matches: Mapping[str, Sequence[Match]], options: MarkOptions
) -> Package:
    """The old package with the new one merged in as tracked changes; both must be settled.

    Shape:   accepting everything gives the new document and rejecting everything the old one,
             whatever `matches` say: they only guide which paragraphs pair and which letters are
             kept, by part name. A part that needs no mark stays byte for byte; equal packages give
             the old one's bytes. The file is of the kind that `options.suffix` names, an ordinary
             document where nothing else is said: Word opens no other under the name .docx.
    """
    return marked(old, new, matches, options).package


def marked(
    old: Package, new: Package, matches: Mapping[str, Sequence[Match]], options: MarkOptions
) -> Marked:
    """The same as `mark`, with the notices."""
    package = old.copy()
    become(package, options.suffix)
    for part, _ in story_parts(package):
        take_apart(package.part(part))  # untouched: without any mark the bytes stay
        mend(package.part(part))
    new = mended(apart(in_old_form(old, new)))
    job = begin(package, new, matches, options, Blocks())
    first, second = (x.part(x.main).find(w("body")) for x in (package, new))
    assert first is not None  # a package without a body is not read
    assert second is not None
    sections = Sections(job)
    job.containers.merge(job, first, second)
    if job.marker.made:
        job.changed()
    merge_notes(job)
    sections.merge()
    for part, _ in story_parts(package):
        if part in package.touched:
            tidy(package.part(part), job.marker)
            job.graft.comments.settle(package.part(part))
    job.notices.extend(unbind(job))
    job.graft.finish()
    carry(package, new)
    notices = *job.notices, *kept_definitions(old, job), *other_states(old, job)
    macros = *lost_macros(old, options.suffix), *other_macros(old, new)
    return Marked(package, (*notices, *macros))
