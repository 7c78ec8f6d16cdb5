"""Says in which of the six languages a text is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache

from resdiff.language.packs import LANGUAGES, Pack, load, pack
from resdiff.values import dataclass


@dataclass(frozen=True, slots=True)
class Detection:
    """A language, or "" when the text is in none of the six or says too little; certainty from 0 to
    1.
    """

    language: str
    certainty: float


_FEW = 200  # a text in letters has half of that, capitals and signs included
_LONGEST = 20000  # characters; a text that is longer is looked at in three places
# Source: function words tell resolutions of two pages and more with 0.94 at least.
_SURE = 0.9
_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = bytes(x for x in range(128) if chr(x).isalpha())
_NO_LETTERS = bytes(x for x in range(128) if x not in _LETTERS)
# A text in UTF-8 with blanks for all of ASCII that is no letter: so it falls into words in a third
# of the time, but for those beside signs beyond ASCII.
_PARTED = bytes.maketrans(_NO_LETTERS, b" " * len(_NO_LETTERS))
# The first and last signs of each script's ranges, in the order in which a tie is decided.
_SCRIPTS = {
    "han": (("\u3400", "\u4dbf"), ("\u4e00", "\u9fff"), ("\uf900", "\ufaff")),
    "kana": (("\u3040", "\u30ff"), ("\uac00", "\ud7af")),
    "arabic": (("\u0620", "\u06ff"), ("\ufb50", "\ufdff"), ("\ufe70", "\ufefc")),
    "cyrillic": (("\u0400", "\u04ff"),),
    "latin": (("A", "Z"), ("a", "z"), ("\u00c0", "\u024f")),
    "other": (("\u0370", "\u03ff"), ("\u0530", "\u05ff"), ("\u0900", "\u0fff")),
}


def detect(text: str) -> Detection:
    """The language most of `text` is written in, from its script and its function words."""
    sample = _sample(text)
    counts = _scripts(sample)
    counts["han"] *= 3  # a Chinese character says as much as three letters
    counts["kana"] *= 3
    letters = sum(counts.values())
    if not letters:
        return Detection("", 0.0)
    script = max(counts, key=lambda name: counts[name])
    share = counts[script] / letters
    found = _of_script(script, sample, counts)
    return Detection(found.language, round(found.certainty * min(1.0, 0.3 + share), 2))


def _scripts(sample: str) -> dict[str, int]:
    """How many signs of each script a text has."""
    counts = dict.fromkeys(_SCRIPTS, 0)
    counts["latin"] = len(sample.encode("ascii", "ignore").translate(None, _NO_LETTERS))
    signs = {sign for sign in set(sample) if not sign.isascii()}
    # Counting a few signs one by one takes a tenth of the time of counting all at once.
    counted = Counter(sample) if len(signs) > _FEW else {x: sample.count(x) for x in signs}
    for sign, count in counted.items():
        if not sign.isascii() and (script := _script(sign)):
            counts[script] += count
    return counts


@lru_cache(maxsize=4096)
def _script(sign: str) -> str:
    """The script that a sign belongs to, "" for signs of none or of all."""
    for name, ranges in _SCRIPTS.items():
        for first, last in ranges:
            if first <= sign <= last:
                return name
    return ""


def _sample(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    third, middle = _LONGEST // 3, len(text) // 2
    return " ".join((text[:third], text[middle : middle + third], text[-third:]))


def _of_script(script: str, sample: str, counts: Mapping[str, int]) -> Detection:
    if script == "han":
        # Japanese mixes kana in: more than one for ten characters is no Chinese text.
        chinese = counts["kana"] * 10 < counts["han"]
        return (
            Detection("zh", min(1.0, 0.6 + counts["han"] / 60)) if chinese else Detection("", 0.9)
        )
    if script == "arabic":
        return _unless(sample, "ar", "[گچپژیک]")
    if script == "cyrillic":
        return _unless(sample, "ru", "[іїєґђјљњћџўәғқңөұүһ]|ъ(?![еёюя])")
    if script == "latin":
        return _latin(sample)
    return Detection("", 0.9)


def _unless(sample: str, language: str, foreign: str) -> Detection:
    """The language of a script, unless letters of its neighbours stand in more than one word of a
    hundred.
    """
    words = _WORD.findall(sample.lower())
    strange = sum(1 for word in words if re.search(foreign, word))
    if strange * 100 > max(len(words), 30) * 3:
        return Detection("", 0.8)
    return Detection(language, min(1.0, 0.75 + len(words) / 40))


@cache
def _weights(vocabulary: bool) -> Mapping[str, Mapping[str, float]]:
    """How much each word speaks for each language of the Latin script: function words fully, call
    and form words (with `vocabulary`) less.
    """
    decoys = load("neighbours")
    weights: dict[str, dict[str, float]] = {}
    tables: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
        one: (pack(one).detection, _vocabulary(pack(one)) if vocabulary else ())
        for one in ("en", "fr", "es")
    }
    for name, words in decoys.items():
        assert isinstance(words, list)
        tables[name] = (tuple(words), ())
    for name, (function, form) in tables.items():
        for word in form:
            weights.setdefault(word, {})[name] = 0.8
        for word in function:
            weights.setdefault(word, {})[name] = 1.0
    # A word that several languages have says less for each.
    return {
        word: {name: weight / len(each) for name, weight in each.items()}
        for word, each in weights.items()
    }


def _vocabulary(words: Pack) -> tuple[str, ...]:
    forms = [form for entry in words.calls.preamble + words.calls.operative for form in entry.forms]
    forms += [form for entry in words.number.kinds + words.addressees for form in entry.forms]
    forms += [form for entry in words.matter + words.adopting for form in entry.forms]
    return tuple(
        {word for form in forms for word in _WORD.findall(form.casefold()) if len(word) > 2}
    )


def _latin(sample: str) -> Detection:
    """The language of a text in Latin letters: told by its function words, and where these leave
    a doubt by all its words.
    """
    words = _words(sample.casefold())
    told = _judged(words.total(), _scores(words, vocabulary=False))
    if told.certainty >= _SURE:
        return told
    return _judged(words.total(), _scores(words, vocabulary=True))


def _words(text: str) -> Counter[str]:
    """How often a text has each word."""
    counts: Counter[str] = Counter()
    pieces = text.encode(errors="surrogatepass").translate(_PARTED).split()
    for piece, count in Counter(pieces).items():
        word = piece.decode(errors="surrogatepass")
        for one in (word,) if word.isascii() else _WORD.findall(word):
            counts[one] += count
    return counts


def _scores(counts: Counter[str], vocabulary: bool) -> dict[str, float]:
    """What the words of a text say for each language."""
    weights = _weights(vocabulary)
    scores: dict[str, float] = {}
    for word in [x for x in counts if x in weights]:
        for language, weight in weights[word].items():
            scores[language] = scores.get(language, 0.0) + weight * counts[word]
    return scores


def _judged(words: int, scores: Mapping[str, float]) -> Detection:
    if not scores:
        return Detection("", 0.5 if words > 20 else 0.1)
    best = max(scores, key=lambda name: scores[name])
    score = scores[best]
    second = max((each for name, each in scores.items() if name != best), default=0.0)
    share = score / words
    lead = (score - second) / score
    # In running text every third word or so is a function word; a tenth is little, and a tie says
    # nothing.
    certainty = min(1.0, 0.2 + lead) * min(1.0, 0.35 + share * 2) * min(1.0, 0.55 + score / 8)
    if best not in LANGUAGES or lead < 0.08 or (share < 0.08 and words > 12):
        return Detection("", round(certainty, 2))
    return Detection(best, round(certainty, 2))
