"""Reads the label at the start of an item: a), 1, 1.1, ii), –, أ ), and says which label follows
which.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from resdiff.language import numerals, shapes
from resdiff.language.folding import fold
from resdiff.language.series import Reading, Scheme, first, reading_follows, successor
from resdiff.patterns import pattern
from resdiff.values import dataclass


@dataclass(frozen=True, slots=True)
class Label:
    """A label as printed, and as understood.

    Shape:   `printed` without the blanks around it; `number` in Latin letters and digits whatever
             the script ("a", "aa", "1", "1.1", "ii", "b-bis", "-", "•"); `alternatives` further
             readings, the first choice left out; `doubled` the two labels that were run together
             ("fg)" → ("f", "g"), "46" → ("4", "6")) where the printed one may be such: a
             possibility, not a verdict.
    Units:   `stop` where the item's text begins, blanks and TAB behind the label passed over;
             `certainty` 0 to 1: below 0.5 it is more likely prose that begins so.
    """

    printed: str
    number: str
    scheme: Scheme
    stop: int
    alternatives: tuple[Reading, ...] = ()
    doubled: tuple[str, str] | None = None
    certainty: float = 1.0


__all__ = [
    "Label",
    "Reading",
    "Scheme",
    "begins",
    "first",
    "follows",
    "parse",
    "read",
    "reading_follows",
    "readings",
    "successor",
]

_SUFFIXES = {
    "бис": "bis", "тер": "ter", "кватер": "quater", "之二": "bis", "之三": "ter", "之四": "quater",
    "之五": "quinquies", "之六": "sexies",
}  # fmt: skip


def read(text: str, language: str = "") -> Label | None:
    """The label `text` begins with; None where it begins with none.

    Accepts "a)", "(a)", "a.", "1", "1)", "(1" (as Arabic files store "1)"), "1.", "1.1", "ii)", "أ
    )", "б)", "一、", dashes and bullets, "b)bis", "1bis", followed by a TAB, blanks or nothing.
    Scripts tell the series; `language` only that Arabic may print 1.2 from right to left, as 2.1.
    """
    head = shapes.head(text)
    at = shapes.blanks(head, 0)
    if shapes.is_prose(head, at):
        return None
    if found := _sign(head, at, text) or _quoted(head, at, text):
        return found
    match = shapes.match(head)
    if match is None:
        return None
    certainty = _certainty(match, text)
    readings = _readings(match)
    if not readings or certainty <= 0:
        return None
    if language == "ar" and match["decimal"]:
        readings += _mirrored(readings[0])
    suffix = _suffix(match["suffix"] or "")
    if suffix:
        readings = [Reading(f"{reading.number}-{suffix}", reading.scheme) for reading in readings]
    doubled = None if suffix else _doubled(match, readings)
    if len(match["letters"] or "") == 2 and doubled and not _near(doubled):
        certainty -= 0.35
    return Label(
        printed=text[match.start("printed") : match.end("printed")].strip(),
        number=readings[0].number,
        scheme=readings[0].scheme,
        stop=_stop(text, match.end()),
        alternatives=tuple(readings[1:]),
        doubled=doubled,
        certainty=round(certainty, 2),
    )


def _stop(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def _sign(head: str, at: int, text: str) -> Label | None:
    """The dash or bullet that stands at a place of a text."""
    stop = shapes.sign(head, at)
    if stop < 0:
        return None
    printed = head[at]
    dash = unicodedata.category(printed) == "Pd" or printed == "−"
    tabbed = "\t" in head[at + 1 : stop] or stop == len(text)
    certainty = 0.95 if tabbed else {"-": 0.8, "*": 0.6}.get(printed, 0.9)
    number, scheme = ("-", Scheme.DASH) if dash else ("•", Scheme.BULLET)
    letter = (Reading("o", Scheme.LETTER),) if printed == "o" else ()
    return Label(printed, number, scheme, _stop(text, stop), letter, None, certainty)


def _quoted(head: str, at: int, text: str) -> Label | None:
    """The label '1' that Arabic texts of the ITU print where others print i)."""
    match = shapes.QUOTED.match(head, at + 1) if head[at : at + 1] in ("'", "‘", "’") else None
    if match is None:
        return None
    number = numerals.digits(match["digits"])
    readings = Reading(numerals.roman(int(number)), Scheme.ROMAN), Reading(number, Scheme.DIGIT)
    printed = text[at : match.end("digits") + 1]
    return Label(
        printed, readings[0].number, Scheme.ROMAN, _stop(text, match.end()), readings[1:], None, 0.9
    )


def _suffix(printed: str) -> str:
    bare = fold(printed).strip("- ")
    if bare.startswith("مكرر"):
        rest = bare.removeprefix("مكررا").removeprefix("مكرر").strip()
        return {"": "bis", "ثانيا": "ter", "ثالثا": "quater", "رابعا": "quinquies"}.get(rest, "bis")
    return _SUFFIXES.get(bare, bare)


def _readings(match: re.Match[str]) -> list[Reading]:
    """The ways to understand what was matched, likeliest first; none where it is no label."""
    if match["decimal"]:
        number = numerals.digits(match["decimal"]).replace("．", ".").lower()
        return [Reading(number, Scheme.DECIMAL)]
    if match["digits"]:
        number = numerals.digits(match["digits"])
        return [Reading(number, Scheme.DIGIT)] if not number.startswith("0") else []
    if match["circled"]:
        return [Reading(str(int(unicodedata.numeric(match["circled"]))), Scheme.DIGIT)]
    if match["han"]:
        value = numerals.han_value(match["han"])
        return [Reading(str(value), Scheme.DIGIT)] if value else []
    if match["abjad"]:
        letters = _abjad(match["abjad"]), _abjad(match["abjad2"] or "")
        both = all(letters) if match["abjad2"] else bool(letters[0])
        return [Reading("".join(letters), Scheme.LETTER)] if both else []
    return _letter_readings(match["letters"])


def _mirrored(reading: Reading) -> list[Reading]:
    """The decimal as it reads from right to left, where that is another: Arabic texts of the ITU
    print the second item below 1 as 2.1, and No. 5.452 as 452.5.
    """
    number = ".".join(reversed(reading.number.split(".")))
    return [Reading(number, Scheme.DECIMAL)] if number != reading.number else []


def _abjad(printed: str) -> str:
    position = numerals.ABJAD.find(fold(printed)) if printed else -1
    return numerals.letter(position) if position >= 0 else ""


def _letter_readings(printed: str) -> list[Reading]:
    letters = "".join(numerals.LOOKALIKES.get(c, c) for c in printed.lower())
    if letters in numerals.GREEK:
        return [Reading(numerals.letter(numerals.GREEK.index(letters)), Scheme.LETTER)]
    if not letters.isascii():
        return _cyrillic_readings(printed.lower())
    found = []
    # Sub-items are never counted past xlix (49): cd is c and d run together.
    if numerals.is_roman(letters) and (len(letters) == 1 or numerals.roman_value(letters) < 50):
        found.append(Reading(letters, Scheme.ROMAN))
    if numerals.letter_position(letters) >= 0 and len(letters) <= 3:
        found.append(Reading(letters, Scheme.LETTER))
    # A single c, d, l, m, v or x is a letter more often than a numeral. Of i, ii, xx the contrary
    # holds.
    if letters in ("c", "d", "l", "m", "v", "x"):
        found.reverse()
    if not found and _split(letters, numerals.is_roman):
        found.append(Reading(letters, Scheme.ROMAN))
    if not found and _split(letters, lambda half: len(half) == 2 and len(set(half)) == 1):
        found.append(Reading(letters, Scheme.LETTER))
    if len(printed) == 1 and printed.lower() != letters and printed.lower() in numerals.CYRILLIC:
        ordinal = numerals.letter(numerals.CYRILLIC.index(printed.lower()))
        if ordinal != letters:
            found.append(Reading(ordinal, Scheme.LETTER))
    return found


def _cyrillic_readings(printed: str) -> list[Reading]:
    """A label of the series а), б), в): by its place in the Russian order; two run together as
    both.
    """
    if len(printed) > 2 or any(c not in numerals.CYRILLIC for c in printed):
        return []
    places = [numerals.letter(numerals.CYRILLIC.index(c)) for c in printed]
    return [Reading("".join(places), Scheme.LETTER)]


def _certainty(match: re.Match[str], text: str) -> float:
    """How sure it is that the line begins with a label; 0 where it cannot be."""
    opened, closed = (
        bool(match["open"]),
        ((match["close"] or "").strip() or match["close2"] or "")[:1],
    )
    tail, rest = match["tail"], text[match.end() :]
    tabbed = "\t" in tail or rest[:1] == "\n" or len(tail) > 1 or not rest
    if match["letters"] or match["abjad"]:
        return _letter_certainty(match, opened, closed, tail, tabbed, rest)
    if closed == "." and not tail and rest:
        return 0.0
    if match["open"] == "[" and not closed:
        return 0.0
    if closed in (")", "）") or (match["suffix"] and tail):
        return 0.95 if tail or not rest else 0.85
    if match["decimal"]:
        return 0.97 if tabbed and tail else _bare_certainty(match, tail, rest)
    if closed in (".", "．", "、", "-", "–"):
        return 0.95 if tabbed else 0.85 if not rest[:1].isdigit() else 0.0
    if match["circled"]:
        return 0.9
    if match["han"]:
        return 0.0
    if opened:
        return 0.95 if tabbed else 0.6 if tail else 0.0
    return _digits_certainty(match, tail, tabbed, rest)


def _digits_certainty(match: re.Match[str], tail: str, tabbed: bool, rest: str) -> float:
    """A bare number: years and quantities begin sentences too."""
    value = int(numerals.digits(match["digits"]))
    if value > 999:
        return 0.4 if tabbed and tail and not 1900 <= value <= 2100 else 0.0
    if not rest:
        return 0.3
    if "\t" in tail or len(tail) > 1:
        return 0.97 if value < 200 else 0.7
    if not tail and rest[:1] == "\n":
        return 0.6
    return _bare_certainty(match, tail, rest) - (0.25 if value > 40 else 0.0)


_DATE = pattern(r"[^\W\d]+\.? \d{4}(?!\d)")  # "23 September 2011"


def _bare_certainty(match: re.Match[str], tail: str, rest: str) -> float:
    if _DATE.match(rest):
        return 0.0
    if not tail or (not rest[:1].isalpha() and rest[:1] not in "\"'“«‘《[("):
        return 0.0
    return 0.65 if not rest[:1].isupper() or match["decimal"] else 0.5


def _letter_certainty(
    match: re.Match[str], opened: bool, closed: str, tail: str, tabbed: bool, rest: str
) -> float:
    printed = match["letters"] or match["abjad"]
    short = len(printed) == 1 or bool(match["abjad"]) or numerals.is_roman(printed.lower())
    if closed in (")", "）"):
        return 0.97 if tabbed and tail else 0.95 if tail or not rest else 0.8
    if match["open"] == "[":
        return 0.0
    if match["suffix"]:
        return 0.9 if tail else 0.0
    if closed in (".", "．"):
        if not tail or ("\t" not in tail and (rest[:1].isdigit() or not short)):
            return 0.0
        return 0.95 if "\t" in tail else 0.8 if printed.islower() and len(printed) == 1 else 0.5
    if closed:
        return 0.6 if match["abjad"] else 0.0
    if opened:
        return 0.9 if "\t" in tail or (match["abjad"] and tail) else 0.0
    return 0.7 if "\t" in tail and short else 0.0


def _split(letters: str, good: object) -> tuple[str, str] | None:
    """Two labels that `letters` may be when run together; the pair whose halves are nearest in
    length.
    """
    assert callable(good)
    cuts = sorted(range(1, len(letters)), key=lambda cut: abs(2 * cut - len(letters)))
    for cut in cuts:
        if good(letters[:cut]) and good(letters[cut:]) and letters[:cut] != letters[cut:]:
            return letters[:cut], letters[cut:]
    return None


def _doubled(match: re.Match[str], readings: list[Reading]) -> tuple[str, str] | None:
    first_reading = readings[0]
    if match["second"]:
        return first_reading.number, match["second"].lower()
    if match["abjad"]:
        pair = (_abjad(match["abjad"]), _abjad(match["abjad2"])) if match["abjad2"] else None
        return pair if pair and pair[0] != pair[1] else None
    number = first_reading.number
    if first_reading.scheme in (Scheme.DIGIT, Scheme.DECIMAL):
        return _doubled_digits(number)
    if (
        len(number) < 2
        or (len(set(number)) == 1 and len(number) <= 3)
        or (numerals.is_roman(number) and first_reading.scheme is Scheme.ROMAN)
    ):
        return None
    if first_reading.scheme is Scheme.ROMAN:
        return _split(number, numerals.is_roman)
    return _split(number, lambda half: numerals.letter_position(half) >= 0)


def _near(pair: tuple[str, str]) -> bool:
    """Whether two letters stand as near one another as a relettering leaves them; six is more than
    was ever seen.
    """
    positions = [numerals.letter_position(one) for one in pair]
    return abs(positions[0] - positions[1]) <= 6


def _doubled_digits(number: str) -> tuple[str, str] | None:
    """The two numbers that `number` may be when run together: those that lie nearest to one
    another.
    """
    pairs = []
    for cut in range(1, len(number)):
        one, other = number[:cut], number[cut:]
        if not all(re.fullmatch(r"[1-9]\d{0,2}(?:\.[1-9]\d*)*", half) for half in (one, other)):
            continue
        ones, others = one.split("."), other.split(".")
        if len(ones) == len(others) and ones[:-1] == others[:-1] and one != other:
            pairs.append((abs(int(ones[-1]) - int(others[-1])), (one, other)))
    return min(pairs)[1] if pairs else None


def parse(printed: str, language: str = "") -> Label | None:
    """The label that `printed` as a whole is (an automatic label, "a)", "1.", "(iii)"); None where
    it is none.
    """
    label = read(printed.strip() + "\t", language)
    if label is None or label.stop < len(printed.strip()):
        return None
    return Label(
        label.printed, label.number, label.scheme, len(printed), label.alternatives, label.doubled
    )


def readings(label: Label) -> Iterator[Reading]:
    """Every way to understand `label`, likeliest first."""
    yield Reading(label.number, label.scheme)
    yield from label.alternatives


def follows(before: Label, after: Label) -> bool:
    """Whether `after` can come right after `before` in one series under some reading; "bis" forms
    count: 1, 1bis, 2.
    """
    return any(reading_follows(one, other) for one in readings(before) for other in readings(after))


def begins(label: Label) -> bool:
    """Whether `label` can be the first of a series under some reading: a, i, 1, x.1, a dash, a
    bullet.
    """
    return any(
        reading.number == first(reading.scheme)
        or (reading.scheme is Scheme.DECIMAL and reading.number.endswith(".1"))
        for reading in readings(label)
    )
