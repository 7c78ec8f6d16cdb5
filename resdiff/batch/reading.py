"""The first job: what a file says that it is. Runs in a worker."""

from __future__ import annotations

from dataclasses import field
from hashlib import sha256

from resdiff import api
from resdiff.batch.values import Failure, Paper
from resdiff.errors import ResdiffError
from resdiff.model import Document
from resdiff.renderers.summary import main_instrument
from resdiff.values import dataclass


@dataclass(frozen=True, slots=True)
class ReadJob:
    """A file to be read."""

    side: str
    name: str
    data: bytes = field(repr=False)


def identify(job: ReadJob) -> Paper:
    """What the file says that it is; a paper with a failure where it cannot be read.

    Raises:  nothing: one bad file must not stop the rest.
    """
    digest = sha256(job.data).hexdigest()
    try:
        return _paper(job, digest, api.read(job.data, job.name))
    except Exception as error:
        return Paper(job.side, job.name, digest, failure=failure(error))


def failure(error: BaseException) -> Failure:
    """An error as a value; one that is not of resdiff's own tree is a fault of resdiff's."""
    if isinstance(error, ResdiffError):
        return Failure(error.slug, str(error), error.hint)
    return Failure(
        "fault",
        f"resdiff met a fault of its own: {type(error).__name__}: {error}",
        "please report it with the file",
    )


def _paper(job: ReadJob, digest: str, document: Document) -> Paper:
    instrument = main_instrument(document)
    if instrument is None:
        return Paper(job.side, job.name, digest, language=document.language)
    return Paper(
        side=job.side,
        name=job.name,
        digest=digest,
        body=instrument.work.body,
        kind=instrument.work.kind,
        number=instrument.work.number,
        language=instrument.language or document.language,
        title=" ".join(instrument.title.split()),
        place=instrument.edition.place,
        year=instrument.edition.year,
        instruments=len(document.instruments),
    )
