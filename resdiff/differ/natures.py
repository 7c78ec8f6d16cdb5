"""What kind of change a reader is looking at. Rules, in this order; what fits none is substantive.

1. NONE         nothing changed.
2. RENUMBERED   the words did not change, the label did.
3. EDITORIAL    every edit changes nothing but: space; capitals; hyphens, dashes, quotes,
                apostrophes and their width; accents (inside a word of four letters or fewer they
                make another word: où and ou), vowel marks and hamza seats; the sign (and a linking
                "and") that ends the clause because it became the last of its section or no longer
                is; one spelling of a word for another (-ise and -ize, -our and -or, variants of a
                Chinese word; in a long word two letters exchanged, one doubled or not).
4. CITATION     every edit that is not editorial lies in a parenthesis with a year ("(Rev. Dubai,
                2018)"), is one, or is a conference's short name with a year (WRC-15), with signs
                and years beside it (a year alone may be a deadline); or is the label in a reference
                to another clause ("recognizing b) above") that was renumbered to just this label. A
                label that now names another clause is substantive.
5. SUBSTANTIVE  everything else: clauses inserted, deleted, moved, split and merged; wherever a rule
                doubts.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence

from resdiff.differ.endings import whole_word
from resdiff.differ.folding import folded, unspelled
from resdiff.model import Edit, Nature
from resdiff.patterns import pattern

_SIGNS = pattern(r"[\s\-'\"]+")
_ENDING = pattern(r"[\s,;.:]*(?:(?:and|et|y|e|и|و|以及|和)\s*)?$")
_YEAR = r"(?:19|20)\d\d"
_PARENTHESIS = pattern(rf"[(（][^()（）]{{0,80}}?{_YEAR}[^()（）]{{0,60}}?[)）]")
_TAG = pattern(r"\b[A-ZА-Я]{2,6}-\d\d(?:\d\d)?\b")
_CITING = pattern(rf"[\s\-,;()]*(?:{_YEAR}(?:[\s\-,;()]++|年)*(?:г\.)?)*")
_AS_COMMAS = str.maketrans(dict.fromkeys("–—，；、（）", ","))
# Characters that Chinese writes either way in the same word: 其它 其他, 做出 作出, 账户 帐户.
_VARIANTS = frozenset(
    map(frozenset, ("它他", "做作", "账帐", "唯惟", "像象", "份分", "录陆", "借藉", "黏粘", "炮砲"))
)
_SUFFIXES = (("isation", "ization"), ("ise", "ize"), ("ising", "izing"), ("ised", "ized"))
# A change with more characters than this after it does not end its clause, and a parenthesis with a
# year (of 146 at most) is looked for no farther away; a longer run of letters is no word. Without
# these the whole clause was read again for every change, and one letter more in a run of a million
# was sought at every place.
_NEAR = 200
_LONGEST_WORD = 64
# A shorter word with two letters exchanged or one doubled is often another word: from and form,
# causal and casual, later and latter, planed and planned.
_LONG_WORD = 7
_SHORT_WORD = 5
_LATIN = pattern(r"[a-z\u00df-\u024f]+")
_PARTS = (
    ("our", "or"),
    ("yse", "yze"),
    ("ogue", "og"),
    ("tred", "tered"),
    ("ence", "ense"),
    ("lled", "led"),
    ("tre", "ter"),
    ("amme", "am"),
)


def nature(
    old: str,
    new: str,
    edits: Sequence[Edit],
    renumbered: bool,
    followed: Collection[Edit] = (),
) -> Nature:
    """The kind of change that these edits make together; `followed` only follow a renumbering."""
    if not edits:
        return Nature.RENUMBERED if renumbered else Nature.NONE
    serious = [e for e in edits if not _editorial(e, old, new)]
    if not serious:
        return Nature.EDITORIAL
    if all(e in followed or _citing(e, old, new) for e in serious):
        return Nature.CITATION
    return Nature.SUBSTANTIVE


def _editorial(edit: Edit, old: str, new: str) -> bool:
    edit = whole_word(edit, old, new)
    was, now = old[edit.old_start : edit.old_stop], new[edit.new_start : edit.new_stop]
    if _bare(was) == _bare(now):
        doubts = _parts_words(edit, old, new, was, now) or _raised(was, now) or _accented(was, now)
        return not doubts
    if (
        _at_end(edit, old, new)
        and _ENDING.fullmatch(folded(was))
        and _ENDING.fullmatch(folded(now))
    ):
        return True
    return _respelled(was, now)


def _bare(text: str) -> str:
    return _SIGNS.sub("", unspelled(text))


def _parts_words(edit: Edit, old: str, new: str, was: str, now: str) -> bool:
    """Whether a hyphen, dash or space that came or went stands before a digit: "-5" is not "5"."""
    sign = (was + now).strip()
    following = (old[edit.old_stop : edit.old_stop + 1], new[edit.new_stop : edit.new_stop + 1])
    return bool(sign) and _SIGNS.fullmatch(folded(sign)) is not None and following[0].isdigit()


def _raised(was: str, now: str) -> bool:
    """Whether a sign is raised, lowered or a fraction on one side only: "10²" is not "102"."""
    kinds = ("<super>", "<sub>", "<fraction>")
    sides = [
        [c for c in text if unicodedata.decomposition(c).startswith(kinds)] for text in (was, now)
    ]
    return sides[0] != sides[1]


def _accented(was: str, now: str) -> bool:
    """Whether a short Latin word differs in an accent: où and ou, está and esta, are two words."""
    words = [_LATIN.findall(folded(text)) for text in (was, now)]
    return any(
        one != other
        and unspelled(one) == unspelled(other)
        and len(one) < _SHORT_WORD
        and (len(one) < 3 or one[1:] != other[1:])  # Etat is État
        for one, other in zip(*words, strict=False)
    )


def _at_end(edit: Edit, old: str, new: str) -> bool:
    if max(len(old) - edit.old_stop, len(new) - edit.new_stop) > _NEAR:
        return False
    rest = old[edit.old_stop :], new[edit.new_stop :]
    return all(not part.strip() or _ENDING.fullmatch(folded(part)) for part in rest)


def _respelled(was: str, now: str) -> bool:
    words = _bare(was), _bare(now)
    if _same_characters(*words):
        return True
    split = [[_bare(word) for word in text.split()] for text in (was, now)]
    return len(split[0]) == len(split[1]) and all(
        _same_word(x, y) for x, y in zip(*split, strict=True)
    )


def _same_characters(one: str, other: str) -> bool:
    if len(one) != len(other) or one == other:
        return False
    return all(x == y or frozenset((x, y)) in _VARIANTS for x, y in zip(one, other, strict=True))


def _same_word(one: str, other: str) -> bool:
    """Whether these are one word: letters exchanged or doubled, or a known pair of spellings."""
    if one == other:
        return True
    lengths = sorted((len(one), len(other)))
    if lengths[0] < 4 or lengths[1] > _LONGEST_WORD or not (one.isalpha() and other.isalpha()):
        return False
    if _known(one, other):
        return True
    long = lengths[0] >= _LONG_WORD
    return long and (
        _transposed(one, other) or _doubled(one, other) or _one_letter_more(one, other)
    )


def _transposed(one: str, other: str) -> bool:
    apart = [i for i, (x, y) in enumerate(zip(one, other, strict=False)) if x != y]
    if len(one) != len(other) or len(apart) != 2 or apart[1] != apart[0] + 1:
        return False
    i = apart[0]
    return one[i] == other[i + 1] and one[i + 1] == other[i]


def _doubled(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(long) == len(short) + 1 and any(
        long[i] == long[i - 1] and long[:i] + long[i + 1 :] == short for i in range(1, len(long))
    )


def _one_letter_more(one: str, other: str) -> bool:
    """Whether a long word lost a letter inside (goverment); endings are grammar, not spelling."""
    short, long = sorted((one, other), key=len)
    return (
        len(long) == len(short) + 1
        and len(short) >= 8
        and any(long[:i] + long[i + 1 :] == short for i in range(2, len(long) - 2))
    )


def _known(one: str, other: str) -> bool:
    for x, y in (*_SUFFIXES, *_PARTS):
        for here, there in ((x, y), (y, x)):
            if here in one and one.replace(here, there) == other:
                return True
    return False


def _citing(edit: Edit, old: str, new: str) -> bool:
    return _cites(old, edit.old_start, edit.old_stop) and _cites(new, edit.new_start, edit.new_stop)


def _cites(text: str, start: int, stop: int) -> bool:
    """Whether a stretch is part of parentheses with a year, years and signs, and nothing else."""
    first = max(0, start - _NEAR)
    near = text[first : stop + _NEAR]
    covered: set[int] = set()
    for match in (*_PARENTHESIS.finditer(near), *_TAG.finditer(near)):
        covered.update(range(first + match.start(), first + match.end()))
    left = "".join(text[i] for i in range(start, stop) if i not in covered)
    if not left:
        return True
    citing = _CITING.fullmatch(left.translate(_AS_COMMAS)) is not None
    return citing and left != text[start:stop]
