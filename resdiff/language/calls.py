"""Reads calls: the verb lines (considering, resolves, instructs the Secretary-General) that open a section.

A call is read as a small grammar, verb + adverbs + second verb + addressees + linkers, from the words in the packs, so
that combinations nobody listed are read too.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CallMatch:
    """The beginning of a line, read as a call.

    Shape:   `call_id` is language-neutral ("considering", "considering_further", "instructs", "resolves_to_instruct", …);
             `part` "preamble" or "operative"; `addressee` its text as printed ("the Secretary-General"), "" where none;
             `known` whether the verb stands in the pack (always so today: an unknown verb gives no match, or a low
             certainty); `whole_line` whether verb, addressee and linkers explain the entire line.
    Units:   `start`, `verb_stop`, `stop` code points: the verb with its adverbs is text[start:verb_stop]; what is explained
             as call ends at `stop` (a final comma or colon included). `certainty` 0 to 1 that the line IS a call line.
    """

    call_id: str
    language: str
    part: str
    start: int
    verb_stop: int
    stop: int
    addressee: str
    whole_line: bool
    known: bool
    certainty: float


def read(text: str, language: str | None = None) -> CallMatch | None:
    """The call that `text` begins with, in one language or in whichever fits best; None when no call verb begins it.

    Read the certainty: a line "invites Member States to submit …" begins like a call, and is an item (certainty < 0.5).
    """
    raise NotImplementedError


def find_inside(text: str, language: str) -> tuple[CallMatch, ...]:
    """The places inside a paragraph where a call may begin, after "," ";" ":" or "." : a call swallowed by what precedes.

    Shape:   positions refer to `text`; `start` is where the call begins; in order; `whole_line` when the call reaches the end
             of the paragraph. Certainty says how sure.
    """
    raise NotImplementedError
