"""Builds, from the words of a pack, the patterns that read what stands behind a call's verb."""

from __future__ import annotations

import re
from functools import cache

from resdiff.language.folding import any_of, fold, held
from resdiff.language.packs import pack
from resdiff.language.phrases import Phrases
from resdiff.patterns import pattern
from resdiff.values import dataclass


@dataclass(frozen=True, slots=True)
class Grammar:
    """What one language's calls go on with, over folded text.

    Shape:   `spaced` whether blanks part its words; `opener` matches where an item begins on the
             call's own line, `label` its label alone.
    """

    language: str
    spaced: bool
    tail: re.Pattern[str]
    opener: re.Pattern[str]
    label: re.Pattern[str]
    citation: re.Pattern[str]
    cited: tuple[str, ...]
    stoppers: Phrases
    note_objects: Phrases

    def cites(self, text: str, position: int) -> bool:
        """Whether what stands at a place is a reference: "considering a) above"."""
        rest = text[position:]
        may = ")" in rest[:3] or held(self.cited, rest)
        return bool(may) and self.citation.match(text, position) is not None


@cache
def grammar(language: str) -> Grammar:
    """The patterns of one language, built once."""
    words = pack(language).calls
    spaced = language != "zh"
    label, cited = _label(language), tuple(map(fold, words.citation))
    following = "" if spaced else f"(?:{_FOLLOWING})?"
    mark = r"(?:\[footnoteref:\d+\])?[ ]?(?:\d{1,2}|\*{1,3})?"
    return Grammar(
        language=language,
        spaced=spaced,
        tail=re.compile(rf"{following}[ ,:]*{mark}[ ,:]*$"),
        opener=re.compile("|".join((*words.openers, label))),
        label=pattern(rf"[ ,:]*{label}"),
        citation=pattern(
            r"[ ,]*(?:(?:[a-z]|\d{1,2}|[ivx]{1,4})\)?"
            r"(?: ?(?:and|et|y|и|,) ?(?:[a-z]|\d{1,2})\)?)* ?)?"
            + (rf"(?<!\w)(?:{any_of(cited)})(?!\w)" if spaced else f"(?:{any_of(cited)})")
            + r"| ?[a-z]\) (?:and|et|y|и) [a-z]\)"
        ),
        cited=cited,
        stoppers=Phrases(words.stoppers),
        note_objects=Phrases(words.note_objects),
    )


# "做出决议如下", "考虑到以下方面": what Chinese says where others put a colon.
_FOLLOWING = "如下|以下(?:方面|几点|各点|情况|事项|内容|问题)"


def _label(language: str) -> str:
    """The label of a first item on the call's own line: "instructs the Secretary-General 1 to …",
    "noting a) that …". In Chinese no blank stands before it.

    Source:  ranges of Chinese signs, and sets of signs beyond Latin, take a hundred times as long
             to compile as all the rest.
    """
    before = r"(?:(?<=[ ,:])|^|(?<=\w)(?<![!-ÿ]))" if language == "zh" else r"(?:(?<=[ ,:])|^)"
    letter = {"ru": "[aiа]", "ar": "[ai\u0627]"}.get(language, "[ai]")
    return rf"(?<!第){before}(?:1(?:\.1)? (?=《|[^\W\d])|{letter} ?\) ?(?:(?=《)|(?=\w)))"
