"""What languages and houses print each in their own way is no difference."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from languages_together import final, ids, text, together

from resdiff import api
from resdiff.concord.facts import facts
from resdiff.concord.sides import best_reading

_LABELLED = re.compile(r"^((?:\{--|\{\+\+)?)([^\t\n:：]*)\t(?!ECP)", re.MULTILINE)
_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def labels(own: str, change: Callable[[str], str]) -> str:
    """The text with the labels of its items changed."""
    return _LABELLED.sub(lambda m: m[1] + change(m[2]) + "\t", own)


def counted(label: str) -> str:
    return re.sub("[a-f]", lambda m: str("abcdef".index(m[0]) + 1), label)


def cyrillic(label: str) -> str:
    same = {"с": "c", "а": "a", "е": "e"}
    latin = "".join(same.get(letter, letter) for letter in label)
    return re.sub("[a-f]", lambda m: "абвгде"["abcdef".index(m[0])], latin)


WAYS = {
    "letters as numbers": ("zh", lambda own: labels(own, counted)),
    "the Russian alphabet": ("ru", lambda own: labels(own, cyrillic)),
    "Arabic-Indic digits": ("ar", lambda own: re.sub(r"(?<![\d:/A-Z])\d+", _indic, own)),
    "typographic apostrophes": ("fr", lambda own: own.replace("'", "’")),
    "full-width brackets": ("zh", lambda own: own.replace(")\t", "）\t")),
    "years in Chinese": ("zh", lambda own: own.replace("2015年", "二〇一五年")),
    "a number in words": ("fr", lambda own: own.replace("par deux personnes", "par 2 personnes")),
}


def _indic(match: re.Match[str]) -> str:
    return match[0].translate(_INDIC)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("edition", [False, True], ids=["proposals", "editions"])
def test_a_way_of_printing_is_no_difference(way: str, edition: bool) -> None:
    language, change = WAYS[way]
    own = final(text("six", language)) if edition else text("six", language)
    other = change(own)
    assert other != own
    assert ids(together("six", {language: other}, edition=edition)) == set()


def test_arabic_may_count_by_the_alphabet() -> None:
    assert best_reading(["a", "b", "v", "w"]) == ["1", "2", "3", "4"]  # ا ب ت ث
    assert best_reading(["a", "b", "c", "d"]) == ["1", "2", "3", "4"]
    assert best_reading(["i", "ii", "iii", "iv"]) == ["1", "2", "3", "4"]
    assert best_reading(["g", "h", "i", "j"]) == ["7", "8", "9", "10"]


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("1\tthat 1,250,000 people in 193 States use 5G;", {"1250000", "193"}),
        ("1\tque 1 250 000 personnes dans 193 États;", {"1250000", "193"}),
        ("1\tque 1.250.000 personas en 193 Estados;", {"1250000", "193"}),
        ("1\t193个国家的125万人；", {"1250000", "193"}),
        ("1\tأن 1٬250٬000 شخص في ١٩٣ دولة؛", {"1250000", "193"}),
        ("1\tthat tariffs fell by 2.5 per cent;", {"2.5"}),
        ("1\tчто тарифы снизились на 2,5 процента;", {"2.5"}),
        ("1\tthat IPv6 and H.323 and X.509 be used;", set()),
        ("1\t2 млн. швейцарских франков;", {"2000000"}),
    ],
)
def test_numbers_are_read_as_each_language_prints_them(line: str, numbers: set[str]) -> None:
    document = api.read(f"resolves\n{line}\n".encode(), "x.txt")
    assert set().union(*(one.numbers for one in facts(document))) - {"1"} == numbers


def test_a_place_inside_another_name_is_none() -> None:
    for line, places in (
        ("突尼斯议程（2005年，突尼斯）", {"tunis"}),
        ("في الأدبيات المتعلقة بدبي", {"dubai"}),
        ("It would be nice to meet in Nice.", {"nice"}),
        ("состоявшаяся в Дубае и Женеве", {"dubai", "geneva"}),
    ):
        document = api.read(f"{line}\n".encode(), "x.txt")
        found = set().union(*(one.places for one in facts(document)))
        assert found == places, line
