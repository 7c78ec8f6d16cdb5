"""Numbers as Word prints them in labels and note marks (ECMA-376-1 §17.18.59)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LATIN: Final = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN: Final = "абвгдежзиклмнопрстуфхцчшщыэюя"
_ABJAD: Final = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_ARABIC: Final = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_HEBREW: Final = "אבגדהוזחטיכלמנסעפצקרשת"
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_ZODIAC: Final = "子丑寅卯辰巳午未申酉戌亥"
_GANADA: Final = "가나다라마바사아자차카타파하"
_CHOSUNG: Final = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
_AIUEO: Final = (
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
)
_IROHA: Final = (
    "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマ"
    "ケフコエテアサキユメミシヱヒモセスン"
)
_THAI: Final = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_CHICAGO: Final = "*†‡§"
_MOST: Final = 780
"""Largest number written in repeating letters: 26 × 30, past which Word starts anew."""


def _repeated(letters: str) -> Callable[[int], str]:
    """Letters that double once they are used up: … z, aa, bb."""
    size = len(letters)

    def write(number: int) -> str:
        if not number > 0:
            return str(number)
        number = (number - 1) % _MOST + 1
        return letters[(number - 1) % size] * ((number - 1) // size + 1)

    return write


def _cyclic(letters: str) -> Callable[[int], str]:
    return lambda number: letters[(number - 1) % len(letters)] if number > 0 else str(number)


def roman(number: int) -> str:
    """A number in small Roman numerals; in digits outside 1 to 32767."""
    if not 0 < number <= 32767:
        return str(number)
    found = ""
    for value, letters in _ROMAN:
        found += letters * (number // value)
        number %= value
    return found


def _digits(zero: str) -> Callable[[int], str]:
    """Digits of another script, from its zero."""
    return lambda number: "".join(
        chr(ord(zero) + int(x)) if x.isdigit() else x for x in str(number)
    )


def _ideographs(digits: str) -> Callable[[int], str]:
    return lambda number: "".join(digits[int(x)] if x.isdigit() else x for x in str(number))


def _counted(digits: str, units: str, bare_ten: bool) -> Callable[[int], str]:
    """East Asian counting up to 9,999: 十二, 一百零三; digits beyond."""

    def write(number: int) -> str:
        if not 0 < number < 10_000:
            return _ideographs(digits)(number)
        found, gap = "", False
        for power in (3, 2, 1, 0):
            digit = number // 10**power % 10
            if not digit:
                gap = bool(found)
                continue
            if gap and digits[0] != "〇":
                found += digits[0]
            elif gap:
                found += "零"
            gap = False
            first_ten = bare_ten and power == 1 and digit == 1 and not found
            found += ("" if first_ten else digits[digit]) + (units[power - 1] if power else "")
        return found

    return write


def _korean(number: int) -> str:
    digits = "영일이삼사오육칠팔구"
    if not 0 < number < 10_000:
        return _ideographs(digits)(number)
    found = ""
    for power, unit in ((3, "천"), (2, "백"), (1, "십"), (0, "")):
        digit = number // 10**power % 10
        if digit:
            found += ("" if digit == 1 and unit else digits[digit]) + unit
    return found


def _enclosed(first: int, count: int) -> Callable[[int], str]:
    return lambda number: chr(first + number - 1) if 0 < number <= count else str(number)


def _ordinal(number: int) -> str:
    teens = 10 <= abs(number) % 100 <= 20
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(abs(number) % 10, 'th')}"


def _hebrew_number(number: int) -> str:
    if not 0 < number < 1000:
        return str(number)
    found = "ת" * (number // 400)
    number %= 400
    for value, letter in ((300, "ש"), (200, "ר"), (100, "ק")):
        if number >= value:
            found, number = found + letter, number - value
    if number in (15, 16):
        return found + {15: "טו", 16: "טז"}[number]
    tens = "יכלמנסעפצ"
    found += tens[number // 10 - 1] if number >= 10 else ""
    return found + (_HEBREW[number % 10 - 1] if number % 10 else "")


_SIMPLE: Final = "〇一二三四五六七八九"
_COUNTING: Final = _counted(_SIMPLE, "十百千", bare_ten=True)
_FORMATS: Final[dict[str, Callable[[int], str]]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda n: f"{n:02d}",
    "lowerLetter": _repeated(_LATIN),
    "upperLetter": _repeated(_LATIN.upper()),
    "lowerRoman": roman,
    "upperRoman": lambda n: roman(n).upper(),
    "ordinal": _ordinal,
    "none": lambda _: "",
    "bullet": lambda _: "",
    "hex": lambda n: f"{n:X}",
    "chicago": _repeated(_CHICAGO),
    "numberInDash": lambda n: f"- {n} -",
    "decimalFullWidth": _digits("０"),
    "decimalFullWidth2": _digits("０"),
    "decimalEnclosedCircle": _enclosed(0x2460, 20),
    "decimalEnclosedCircleChinese": _enclosed(0x2460, 20),
    "decimalEnclosedParen": _enclosed(0x2474, 20),
    "decimalEnclosedFullstop": _enclosed(0x2488, 20),
    "ideographEnclosedCircle": _enclosed(0x3220, 10),
    "russianLower": _repeated(_RUSSIAN),
    "russianUpper": _repeated(_RUSSIAN.upper()),
    "arabicAbjad": _repeated(_ABJAD),
    "arabicAlpha": _repeated(_ARABIC),
    "hebrew1": _hebrew_number,
    "hebrew2": _repeated(_HEBREW),
    "hindiNumbers": _digits("०"),
    "thaiNumbers": _digits("๐"),
    "thaiLetters": _repeated(_THAI),
    "ideographDigital": _ideographs(_SIMPLE),
    "japaneseCounting": _COUNTING,
    "japaneseDigitalTenThousand": _ideographs(_SIMPLE),
    "chineseCounting": _COUNTING,
    "chineseCountingThousand": _COUNTING,
    "taiwaneseCounting": _COUNTING,
    "taiwaneseCountingThousand": _COUNTING,
    "taiwaneseDigital": _ideographs("○一二三四五六七八九"),
    "koreanDigital": _ideographs("영일이삼사오육칠팔구"),
    "koreanDigital2": _ideographs("零一二三四五六七八九"),
    "koreanCounting": _korean,
    "chineseLegalSimplified": _counted("零壹贰叁肆伍陆柒捌玖", "拾佰仟", bare_ten=False),
    "ideographLegalTraditional": _counted("零壹貳參肆伍陸柒捌玖", "拾佰仟", bare_ten=False),
    "japaneseLegal": _counted("零壱弐参四伍六七八九", "拾百阡", bare_ten=False),
    "ideographTraditional": _cyclic(_STEMS),
    "ideographZodiac": _cyclic(_ZODIAC),
    "aiueo": _cyclic(_AIUEO),
    "aiueoFullWidth": _cyclic(_AIUEO),
    "iroha": _cyclic(_IROHA),
    "irohaFullWidth": _cyclic(_IROHA),
    "ganada": _cyclic(_GANADA),
    "chosung": _cyclic(_CHOSUNG),
}


def known_format(name: str) -> bool:
    """Whether numbers can be written in this format."""
    return name in _FORMATS


def numeral(number: int, format: str) -> str:
    """A number in one of Word's formats; in decimal digits when the format is not known."""
    return _FORMATS.get(format, str)(number)
