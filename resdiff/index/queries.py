"""What a user looks for: a query read, said in SQLite's language, and found again in a text.

    Internet protocol       both words, in any form and order
    "Internet protocol"     these words together, in this form
    proto*                  words that begin so
    IPv6 OR IPv4, -address  either; not

Everything else is punctuation, so that no query is wrong but an empty one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from resdiff.errors import UsageError
from resdiff.index.words import Word, languages, stem, words
from resdiff.values import dataclass

MOST = 40  # terms: SQLite's expressions may be 256 deep
_PIECE = re.compile(
    r"(?P<no>(?<!\S)[-–−](?=\S)|(?<!\S)NOT\s+)?"
    r"(?:[\"“”„«»](?P<phrase>[^\"“”„«»]*)[\"“”„«»]?|(?P<word>[^\s\"“”„«»]+))"
)
_OR, _AND = frozenset({"OR", "|"}), frozenset({"AND", "&", "NOT"})


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand together.

    Shape:   `keys` as `words` makes them, the last only a beginning with `prefix`; `stems` by
             language what other forms of the one word share, none where only this form is meant.
    """

    keys: tuple[str, ...]
    prefix: bool
    stems: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """What must be there, each in one of several wordings; and what must not."""

    wanted: tuple[tuple[Term, ...], ...]
    unwanted: tuple[Term, ...]


def query(said: str, language: str = "") -> Query:
    """The query that a user typed; words take the forms of the language, or of all by script.

    Raises:  UsageError when there is nothing to look for, or too much.
    """
    wanted: list[tuple[Term, ...]] = []
    unwanted: list[Term] = []
    joining = False
    for piece in _PIECE.finditer(said):
        if piece["word"] in _OR and not piece["no"]:
            joining = bool(wanted)
            continue
        term = None if piece["word"] in _AND else _term(piece, language)
        if term is None:
            continue
        if piece["no"]:
            unwanted.append(term)
        elif joining:
            wanted[-1] = (*wanted[-1], term)
        else:
            wanted.append((term,))
        joining = False
    _check(said, wanted, unwanted)
    return Query(tuple(wanted), tuple(unwanted))


def _check(said: str, wanted: Sequence[Sequence[Term]], unwanted: Sequence[Term]) -> None:
    if not wanted:
        what = "only what must not be there" if unwanted else "no word to look for"
        raise UsageError(f"the query says {what}", "name a word, or several: broadband access")
    if sum(map(len, wanted)) + len(unwanted) > MOST:
        shown = " ".join(said.split())[:40]
        raise UsageError(
            f"“{shown} …” has more than {MOST} words", "put quotes around what stands together"
        )


def _term(piece: re.Match[str], language: str) -> Term | None:
    text = piece["phrase"] if piece["word"] is None else piece["word"]
    found = words(text)
    if not found:
        return None
    prefix = text.rstrip().endswith("*")
    # A run of Chinese ends in its last character alone, which is part of the pair before it; one
    # that stands alone is the beginning of any pair.
    if found[-1].pair and len(found[-1].key) == 1:
        if len(found) > 1 and found[-2].stop == found[-1].stop:
            found = found[:-1]
        else:
            prefix = True
    keys = tuple(word.key for word in found)
    alone = piece["word"] is not None and len(found) == 1 and not prefix and not found[0].pair
    return Term(keys, prefix, tuple(_stems(text, found[0], language)) if alone else ())


def _stems(text: str, word: Word, language: str) -> Iterator[tuple[str, str]]:
    spoken = text[word.start : word.stop]
    for one in languages(spoken, language):
        found = stem(spoken, one)
        if found:
            yield one, found


def expression(query: Query, language: str = "") -> str:
    """The query in the language of SQLite's full-text table: sqlite.org/fts5.html, 3."""
    wanted = " AND ".join(f"({' OR '.join(map(_said, one))})" for one in query.wanted)
    if language:
        wanted += f' AND language : "{language}"'
    if not query.unwanted:
        return wanted
    return f"({wanted}) NOT ({' OR '.join(map(_said, query.unwanted))})"


def _said(term: Term) -> str:
    phrase = f'words : "{" ".join(term.keys)}"{" *" if term.prefix else ""}'
    forms = " OR ".join(dict.fromkeys(f'"{found}"' for _, found in term.stems))
    return f"({phrase} OR stems : ({forms}))" if forms else phrase


def marks(query: Query, text: str, language: str) -> tuple[tuple[int, int], ...]:
    """What of a text the query found: positions in order that do not touch."""
    found = words(text)
    spans = sorted(
        (found[at].start, _end(term, found[at : at + len(term.keys)]))
        for wanted in query.wanted
        for term in wanted
        for at in range(len(found) - len(term.keys) + 1)
        if _stands(term, found, at, text, language)
    )
    joined: list[tuple[int, int]] = []
    for start, stop in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(stop, joined[-1][1]))
        else:
            joined.append((start, stop))
    return tuple(joined)


def _end(term: Term, found: Sequence[Word]) -> int:
    """Where a term's words end: a pair of which the first character was asked, behind that one."""
    last = found[-1]
    if last.pair and term.prefix:
        return max(last.start + len(term.keys[-1]), *(word.stop for word in found[:-1]), 0)
    return max(word.stop for word in found)


def _stands(term: Term, found: Sequence[Word], at: int, text: str, language: str) -> bool:
    *first, last = term.keys
    if any(found[at + n].key != key for n, key in enumerate(first)):
        return False
    word = found[at + len(first)]
    if word.key == last or (term.prefix and word.key.startswith(last)):
        return True
    wanted = {stemmed for _, stemmed in term.stems}
    return bool(wanted) and stem(text[word.start : word.stop], language) in wanted
