"""Reads one file for the index. Runs in a worker."""

from __future__ import annotations

from resdiff import api, citations
from resdiff.batch import reading
from resdiff.index.values import Failure, Job, Reading
from resdiff.renderers.summary import place
from resdiff.values import replace


def read(job: Job) -> Reading:
    """What the file says and cites; a failure where it cannot be read.

    Raises:  nothing: one bad file must not stop the rest.
    """
    try:
        document = api.read(job.data, job.path)
        cited = citations.find(document).instruments
        places = tuple(place(document, at) for at in range(len(document.clauses)))
    except Exception as error:
        return Reading(job.path, job.digest, failure=failure(job.path, error))
    format = document.source.format if document.source else ""
    bare = replace(document, source=None)  # its bytes need not travel back
    return Reading(job.path, job.digest, format, bare, cited, places)


def failure(path: str, error: BaseException) -> Failure:
    """An error over a file as a value."""
    said = reading.failure(error)
    return Failure(path, said.slug, said.message, said.hint)
