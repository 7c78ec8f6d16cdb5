"""Two works, or two languages, are compared all the same; the reader is told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spoken import document

from resdiff.differ import compare
from resdiff.model import Document, Notice, Work

TEXT = "title: On networks\n= recalling\na) Union alpha beta gamma delta;\n"


def of(*works: Work, language: str = "en") -> Document:
    """A text of these works, the first of which holds its clauses."""
    plain = document(TEXT, language)
    (one,) = plain.instruments
    rest = [replace(one, work=w, start=one.stop, stop=one.stop) for w in works[1:]]
    return replace(plain, instruments=(replace(one, work=works[0]), *rest))


def told(old: Document, new: Document) -> tuple[Notice, ...]:
    return compare(old, new).notices


PP = Work("PP", "resolution", "101")
WTSA = Work("WTSA", "resolution", "64")


def test_two_works_are_named_in_the_order_in_which_they_were_given() -> None:
    (notice,) = told(of(PP), of(WTSA))
    assert notice.slug == "different-works"
    assert notice.message == (
        "the two texts are different works: Resolution 101 (PP) and Resolution 64 (WTSA)"
    )
    (notice,) = told(of(WTSA), of(PP))
    assert notice.message.endswith("Resolution 64 (WTSA) and Resolution 101 (PP)")


@pytest.mark.parametrize(
    "other",
    [
        Work("WTDC", "resolution", "101"),
        Work("PP", "decision", "101"),
        Work("PP", "resolution", "102"),
        Work("", "resolution", "102"),
    ],
)
def test_another_body_kind_or_number_is_another_work(other: Work) -> None:
    assert [n.slug for n in told(of(PP), of(other))] == ["different-works"]
    assert [n.slug for n in told(of(other), of(PP))] == ["different-works"]


@pytest.mark.parametrize(
    "other",
    [
        PP,
        Work("", "resolution", "101"),
        Work("PP", "resolution", "[ECP-1]"),
        Work("PP", "resolution", ""),
        Work("", "", ""),
    ],
)
def test_what_is_not_known_makes_no_other_work(other: Work) -> None:
    assert told(of(PP), of(other)) == told(of(other), of(PP)) == ()


def test_collections_with_one_work_in_common_are_no_strangers() -> None:
    assert told(of(PP, WTSA), of(WTSA)) == ()


def test_two_languages_are_named() -> None:
    (notice,) = told(of(PP), of(PP, language="zh"))
    assert notice == Notice(
        "different-languages", "the two texts are in different languages: English and Chinese"
    )


def test_a_language_that_is_not_known_differs_from_none() -> None:
    assert told(of(PP), of(PP, language="")) == ()
