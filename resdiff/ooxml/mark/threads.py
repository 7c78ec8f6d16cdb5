"""Comments of the new file that answer other comments: brought, they stand beside those."""

from __future__ import annotations

from collections.abc import Iterator

from resdiff.model import Notice
from resdiff.ooxml.mark.job import Job
from resdiff.ooxml.names import ID, P, local, w
from resdiff.ooxml.package import Package


def lost_threads(job: Job) -> Iterator[Notice]:
    """A notice when comments were brought that answer others: who answers whom stays behind.

    Source:  [MS-DOCX], commentEx: `paraIdParent` names the end of the other comment.
    """
    answers = _answers(job.new)
    comments = job.graft.comments
    number = sum(
        any(x in answers for x in paragraphs)
        for key, paragraphs in _comments(job.new)
        if key in comments
    )
    if number:
        said = "1 comment answers" if number == 1 else f"{number} comments answer"
        yield Notice(
            "threads-lost",
            f"{said} another one in the new file; in the result they stand one after the other,"
            " each by itself.",
        )


def _answers(package: Package) -> set[str]:
    """The paragraphs (paraId) with which answers end."""
    found = set()
    for part in package.related(package.main, "commentsExtended"):
        for entry in package.part(part):
            named = {local(str(name)): str(value) for name, value in entry.attrib.items()}
            if "paraIdParent" in named:
                found.add(named.get("paraId", ""))
    return found


def _comments(package: Package) -> Iterator[tuple[str, list[str]]]:
    """The comments' ids, each with those of its paragraphs (paraId)."""
    for part in package.related(package.main, "comments"):
        for comment in package.part(part).iterchildren(w("comment")):
            ids = [
                str(value)
                for paragraph in comment.iter(P)
                for name, value in paragraph.attrib.items()
                if local(str(name)) == "paraId"
            ]
            yield comment.get(ID) or "", ids
