"""What history speaks of: strands of text, stories of clauses, the outcome of a proposal."""

from __future__ import annotations

from enum import StrEnum

from resdiff.model import Comparison, Document, Notice
from resdiff.values import dataclass


@dataclass(frozen=True, slots=True)
class Strand:
    """Letters that came together, stayed together and went together.

    Shape:   they stand in the editions `first` to `last`, both included and counted from 0, and in
             each of them in one clause, side by side. `source` indexes `History.sources`.
    """

    text: str
    first: int
    last: int
    source: int


@dataclass(frozen=True, slots=True)
class Source:
    """Where words first stand.

    Shape:   `edition`, `clause` name that place; `replaced` the words of the edition before that
             stood there until then, "" for none.
    """

    edition: int
    clause: int
    replaced: str = ""


@dataclass(frozen=True, slots=True)
class Echo:
    """Where the same words stood before, or stand elsewhere: equal words, nothing more is claimed.

    Shape:   they stand in `text` and in the clause `clause` of edition `edition`; `back` where they
             had been gone from there for at least one edition.
    """

    text: str
    edition: int
    clause: int
    back: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch of a clause with one origin.

    Shape:   `text[start:stop]` of the clause; `first` the edition since which it stands without a
             break; `source` indexes `History.sources`; `echoes` where its words stood before they
             came here.
    """

    start: int
    stop: int
    first: int
    source: int
    echoes: tuple[Echo, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """Words that went and that nothing replaced. Shape: they stood at `at` in the clause's text
    until edition `last`; `echoes` where they stand since."""

    at: int
    text: str
    last: int
    echoes: tuple[Echo, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A clause in one edition of its life.

    Shape:   `clauses` several after a split or before a merger; `changes` index the changes of the
             comparison that led here, none in the first edition it stands in.
    """

    edition: int
    clauses: tuple[int, ...]
    changes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """The life of a clause of the last edition, or of one that fell.

    Shape:   `edition`, `clause` where it stands last; `steps` from the first edition to that one;
             `phrases` its text without gaps; `label_first` the edition since which it has its
             label; `went` where words of a fallen clause stand afterwards.
    """

    edition: int
    clause: int
    steps: tuple[Step, ...]
    phrases: tuple[Phrase, ...]
    gaps: tuple[Gap, ...]
    label_first: int
    went: tuple[Echo, ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    """A text through its editions.

    Shape:   `names` short and all different, one an edition; `comparisons` of each edition with the
             next; `weave[e][c]` the strands of clause `c` of edition `e`, in order: their texts
             joined are the clause's. `stories` one for each clause of the last edition, in order;
             `fallen` one for each clause that the next edition no longer has, as they fell.
    """

    editions: tuple[Document, ...]
    names: tuple[str, ...]
    comparisons: tuple[Comparison, ...]
    strands: tuple[Strand, ...]
    sources: tuple[Source, ...]
    weave: tuple[tuple[tuple[int, ...], ...], ...]
    stories: tuple[Story, ...]
    fallen: tuple[Story, ...]
    notices: tuple[Notice, ...]

    @property
    def last(self) -> int:
        """The number of the last edition."""
        return len(self.editions) - 1

    def text(self, story: Story) -> str:
        """The clause's words where it stands last."""
        return self.editions[story.edition].clauses[story.clause].text


class Fate(StrEnum):
    """What became of words that a proposal wanted in, or out."""

    ADOPTED = "adopted"
    REWORDED = "reworded"
    MOVED = "moved"
    FELL = "fell"


class Doubt(StrEnum):
    """Why a verdict is not certain: the two clauses are hardly alike; other words stand in the
    place of these; the same words stand elsewhere, perhaps by accident."""

    NONE = ""
    PAIRING = "pairing"
    OTHER_WORDS = "other-words"
    ONLY_WORDS = "only-words"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one stretch that a proposal inserts or deletes.

    Shape:   `text` of the proposal where `inserted`, of the old edition where not; `clause` and
             `start` where it stands there; `instead` what the outcome has in its place, `echo`
             where it has the same words elsewhere.
    """

    inserted: bool
    text: str
    clause: int
    start: int
    fate: Fate
    instead: str = ""
    echo: Echo | None = None
    doubt: Doubt = Doubt.NONE


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of one clause that a proposal touches.

    Shape:   `change` indexes the changes from the old edition to the proposal; `clauses` those of
             the outcome it became, none where there is none; `verdicts` every stretch inserted or
             deleted once, in the order of the proposal's text. `fate` of the whole, None where
             parts fared differently; `relocated` what became of a move, None where it is none.
    Units:   `score` how alike the proposal's clause and the outcome's are, from 0 to 1.
    """

    change: int
    clauses: tuple[int, ...]
    verdicts: tuple[Verdict, ...]
    fate: Fate | None
    relocated: Fate | None = None
    score: float = 1.0


class Giver(StrEnum):
    """Who brought words of the outcome: the old edition (kept or restored), the proposal, or the
    conference itself."""

    OLD = "old"
    PROPOSAL = "proposal"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a clause of the outcome by who brought it."""

    start: int
    stop: int
    giver: Giver


@dataclass(frozen=True, slots=True)
class Outcome:
    """A proposal between two editions.

    Shape:   `names` of old edition, proposal and outcome; `proposed`, `decided`, `direct` compare
             old with proposal, proposal with outcome, old with outcome; `decisions` one for each
             clause that the proposal touches, in its order. `stretches[c]` the text of the
             outcome's clause `c` without gaps, by who brought it.
    """

    names: tuple[str, str, str]
    proposed: Comparison
    decided: Comparison
    direct: Comparison
    decisions: tuple[Decision, ...]
    stretches: tuple[tuple[Stretch, ...], ...]
    notices: tuple[Notice, ...]
