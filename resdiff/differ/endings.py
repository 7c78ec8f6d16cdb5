"""A word that only gained or lost its last letter: the letter is marked, and the word is meant.

Source:  fourteen redlines that people made: at the end of a word one letter was added or struck
         alone 19 times, by each of the three authors who did it at all; the word was struck and
         written anew 9 times, by one of them. Other changes inside a word are rarer than the word
         replaced whole: two letters or more at its end, none; one within it, one; another stem,
         two against six; capitals, four against none, but those who marked the same resolution by
         hand in six languages replaced the word.
"""

from __future__ import annotations

from resdiff.model import Edit

# From here on stand scripts whose letters join, or are words.
_JOINED = "\u0590"
_NUMERALS = frozenset("ivxlcdm")  # "ii" is no word that gained an "i"
_SHORTEST = 2


def ending_alone(edit: Edit, old: str, new: str) -> Edit:
    """The edit; of a word that only gained or lost its last letter, that letter."""
    was, now = old[edit.old_start : edit.old_stop], new[edit.new_start : edit.new_stop]
    short, long = sorted((was, now), key=len)
    if len(short) < _SHORTEST or long[:-1] != short or not long[-1].islower():
        return edit
    if not all(map(_letter, long)) or _NUMERALS.issuperset(long.lower()):
        return edit
    size = len(short)
    return Edit(edit.old_start + size, edit.old_stop, edit.new_start + size, edit.new_stop)


def whole_word(edit: Edit, old: str, new: str) -> Edit:
    """The edit; of a letter at the end of a word that stays, the word."""
    piece = old[edit.old_start : edit.old_stop] + new[edit.new_start : edit.new_stop]
    if len(piece) != 1 or not _letter(piece):
        return edit
    size = 0
    before = zip(reversed(old[: edit.old_start]), reversed(new[: edit.new_start]), strict=False)
    for one, other in before:
        if one != other or not _letter(one):
            break
        size += 1
    return Edit(edit.old_start - size, edit.old_stop, edit.new_start - size, edit.new_stop)


def _letter(sign: str) -> bool:
    return sign.isalpha() and sign < _JOINED
