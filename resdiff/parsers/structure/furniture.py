"""What stands on a page and is no clause: ornaments, page numbers, signatures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from resdiff.language import calls, labels
from resdiff.language.labels import Scheme
from resdiff.parsers.structure.items import Item
from resdiff.parsers.structure.lines import Line
from resdiff.parsers.structure.outline import Outline
from resdiff.patterns import pattern

LONGEST_SIGNATURE = 100
"""Longest line of a signature in code points: a name and an office."""

HEAD = 200
"""Code points of a line that tell whether it begins like a call."""

_ORNAMENT = pattern(r"[\W_]+")
_PAGE = pattern(
    r"\s*[-–—]?\s*(?:(?:[Pp]age|стр\.|第)\s*)?\d{1,4}\s*(?:/\s*\d{1,4}|页)?\s*[-–—]?\s*"
)
_FILED = pattern(
    r"\s*[(（]?(?:Refs?|Réfs?|Ref|Ссылка|Ссылки|参考|المرجع)\.?\s*[:：].{1,200}"
    r"|\s*(?:Annex(?:es?)?|Anexos?|Приложени[ея]|附件|الملحقات|الملحق)\s*[:：]\s*\d{1,2}\s*",
    re.IGNORECASE,
)
_ENDS = (".", ";", ",", "。", "；", "，")


def is_ornament(line: Line) -> bool:
    """Whether a line holds neither letter nor digit: a rule, three stars."""
    return _ORNAMENT.fullmatch(line.text) is not None


def is_page_number(line: Line) -> bool:
    """Whether a line of a text file is a page's number, alone or between dashes."""
    typed = line.block.anchor.part == "text"
    return typed and len(line.text) < 20 and _PAGE.fullmatch(line.text) is not None


def is_signature(line: Line) -> bool:
    """Whether a line behind the end of a text can be part of its signature: short, no sentence."""
    text = line.text.strip()
    return len(text) < LONGEST_SIGNATURE and not text.endswith(_ENDS)


def says_where_filed(line: Line, before: str) -> bool:
    """Whether a line behind a text says how many annexes it has, or which documents it was made
    from: "Annex: 1", "Ref.: Documents C09/105 and C09/110." of the Council's collection."""
    said = ":" in line.text or "：" in line.text
    return said and not before.endswith((";", ",", ":")) and _FILED.fullmatch(line.text) is not None


def is_running_title(item: Item, before: str, outline: Outline) -> bool:
    """Whether a line is a page number and a running title of a volume, behind the end of a text."""
    label = item.label
    return (
        label is not None
        and label.scheme is Scheme.DIGIT
        and label.printed.isdigit()
        and before.endswith((".", "。"))
        and outline.continues(label) is None
        and not labels.begins(label)
        and item.line.text[:4].isupper()
    )


def nothing_follows(rest: Sequence[Item], language: str) -> bool:
    """Whether nothing behind a history line looks like more of the text: no item, no call."""
    return all(
        item.label is None and calls.read(item.line.text.strip()[:HEAD], language) is None
        for item in rest
    )
