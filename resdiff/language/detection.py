"""Says in which of the six languages a text is written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Detection:
    """A language, or "" when the text is in none of the six or says too little; certainty from 0 to 1."""

    language: str
    certainty: float


def detect(text: str) -> Detection:
    """The language most of `text` is written in, from its script and its function words."""
    raise NotImplementedError
