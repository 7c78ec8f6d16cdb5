"""Comments that stay and are resolved on one side only: no tracked change can say that."""

from __future__ import annotations

from collections.abc import Iterator

from resdiff.model import Notice
from resdiff.ooxml.comments import comments
from resdiff.ooxml.mark.job import Job
from resdiff.ooxml.package import Package


def other_states(old: Package, job: Job) -> Iterator[Notice]:
    """A notice when the new file resolves or reopens comments that both have; `old` is the old
    package as it came.
    """
    kept = job.graft.comments.kept
    if not kept:
        return
    before, after = comments(old), comments(job.new)
    pairs = [(before[o].done, after[n].done) for n, o in kept.items() if o in before and n in after]
    for done, said in ((True, "resolved"), (False, "open again")):
        number = sum(was is not done and now is done for was, now in pairs)
        if number:
            count = "1 comment is" if number == 1 else f"{number} comments are"
            yield Notice(
                "comment-state",
                f"{count} {said} in the new file, which no tracked change can say; they stay as the"
                " old file has them",
            )
