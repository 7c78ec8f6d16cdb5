"""What a text refers to, as values with positions."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum

from resdiff.model import Edition, Work
from resdiff.values import dataclass


class BodySource(StrEnum):
    """How the body of a cited instrument is known."""

    STATED = "stated"  # "of WTSA"
    OWN = "own"  # "of this conference"
    NUMBER = "number"  # ITU-R 65, 70/125
    EDITION = "edition"  # the one body that met at that place in that year
    ELSEWHERE = "elsewhere"  # stated where this document cites the same text
    CONTEXT = "context"  # a body named in the same clause
    DEFAULT = "default"  # nothing said: the text's own body
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Citation:
    """One cited resolution, decision, recommendation or opinion; a list gives one for each number.

    Shape:   `clause` indexes `Document.clauses`; `start`, `stop` the number's place in its text,
             `edition_start`, `edition_stop` the parenthesis with its brackets (equal where there is
             none), `phrase_start`, `phrase_stop` the whole citation with kind, list and body;
             `edition` None where none is printed or it could not be read (`unread` then holds what
             is printed); `served` how many numbers the parenthesis serves; `comma` whether the
             parenthesis has its comma; `draft` a number in square brackets.
    Units:   `certainty` from 0 to 1: of the body.
    """

    clause: int
    start: int
    stop: int
    phrase_start: int
    phrase_stop: int
    work: Work
    edition: Edition | None
    edition_start: int
    edition_stop: int
    body_source: BodySource
    certainty: float = field(compare=False, default=1.0)
    unread: str = ""
    served: int = 1
    comma: bool = True
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Provision:
    """A cited provision of a basic text or of the Tunis Agenda and its like.

    Shape:   `basic` the text's name as folded; `numbers` as folded ("196", "27 c)").
    """

    clause: int
    start: int
    stop: int
    basic: str
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TechnicalRecommendation:
    """A cited Recommendation of a Sector: ITU-T D.50 is sector T, series D, number 50."""

    clause: int
    start: int
    stop: int
    sector: str
    series: str
    number: str


@dataclass(frozen=True, slots=True)
class Session:
    """A meeting of a body in a year: "the 2011 session of the Council", "WTSA-2000".

    Shape:   `years` one or two; `tag` whether it is a short name with its year.
    """

    clause: int
    start: int
    stop: int
    body: str
    years: tuple[int, ...]
    tag: bool


class Outcome(StrEnum):
    """What became of a reference to the text's own clauses."""

    FOUND = "found"
    NO_CALL = "no-call"  # no call begins so
    NO_LABEL = "no-label"  # the call is there, the item is not
    ELSEWHERE = "elsewhere"  # it points into another text
    DOUBTFUL = "doubtful"  # it may be no reference, or point into another text


@dataclass(frozen=True, slots=True)
class Target:
    """One label of a reference: where it stands in the clause's text, and the clause it names.

    Shape:   `number` as parsed, sub-labels joined ("c/ii"); `clause` -1 where nothing answers.
    """

    start: int
    stop: int
    number: str
    clause: int


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to the text's own calls and items: "recognizing b) above".

    Shape:   `call` the index of the call it names, -1 where none answers; `targets` one a label,
             none where the call alone is named; `direction` "above", "below", "here" or "".
    """

    clause: int
    start: int
    stop: int
    call: int
    targets: tuple[Target, ...]
    direction: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Citations:
    """Everything a document refers to, each kind in reading order."""

    instruments: tuple[Citation, ...]
    provisions: tuple[Provision, ...]
    recommendations: tuple[TechnicalRecommendation, ...]
    sessions: tuple[Session, ...]
    references: tuple[Reference, ...]
