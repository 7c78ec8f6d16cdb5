"""What is alike is not complained of; what stands somewhere stands in the table once."""

from __future__ import annotations

from itertools import combinations

import pytest
from conftest import SHARED, needs_shared
from languages_together import LANGUAGES, ids, text, together

from resdiff import api
from resdiff.concord import Fate
from resdiff.concord.rendering import RENDERERS, render
from resdiff.concord.sides import is_compared
from resdiff.errors import UsageError
from resdiff.model import View

TEXTS = ("six", "varied")


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("edition", [False, True], ids=["proposals", "editions"])
def test_nothing_is_found_in_intact_texts(name: str, edition: bool) -> None:
    assert ids(together(name, edition=edition)) == set()


@pytest.mark.parametrize("pair", list(combinations(LANGUAGES, 2)), ids="+".join)
def test_nothing_is_found_between_any_two_languages(pair: tuple[str, str]) -> None:
    for name in TEXTS:
        for edition in (False, True):
            assert ids(together(name, languages=pair, edition=edition)) == set()


@pytest.mark.parametrize("name", TEXTS)
def test_every_clause_of_every_language_stands_in_one_row(name: str) -> None:
    found = together(name)
    for number, voice in enumerate(found.voices):
        comparison = voice.comparison
        assert comparison is not None
        for document, side in ((comparison.old, "old"), (comparison.new, "new")):
            placed = sorted(
                getattr(row.cells[number], side)
                for row in found.rows
                if getattr(row.cells[number], side) >= 0
            )
            assert placed == [i for i, c in enumerate(document.clauses) if is_compared(c)]


def test_what_is_wrong_does_not_depend_on_the_order_of_the_files() -> None:
    faulty = {
        "fr": text("six", "fr").replace("{++Bucarest, 2022++}) de", "{++Bucarest, 2021++}) de")
    }
    assert ids(together("six", faulty)) == ids(together("six", faulty, LANGUAGES[::-1]))
    assert ids(together("six", faulty)) == {"year:1/a:fr"}


def test_the_same_files_give_the_same_bytes() -> None:
    for format_ in RENDERERS:
        assert render(together("varied"), format_) == render(together("varied"), format_)


def test_one_language_cannot_be_held_against_itself() -> None:
    with pytest.raises(UsageError):
        together("six", languages=("en",))


def test_an_edition_beside_proposals_is_held_against_their_new_text() -> None:
    from languages_together import final

    found = together("six", {"fr": final(text("six", "fr"))})
    assert ids(found) == set()
    assert [n.slug for n in found.notices] == ["no-changes"]
    column = [voice.name for voice in found.voices].index("fr")
    assert {row.cells[column].fate for row in found.rows} <= {Fate.KEPT, Fate.ABSENT}


def test_texts_that_are_not_the_same_are_said_to_be_so() -> None:
    one = together("six", languages=("en", "fr")).voices[0].document
    other = together("varied", languages=("en", "fr")).voices[1].document
    found = api.concord([(None, one), (None, other)])
    assert "another-text" in {n.slug for n in found.notices}


@needs_shared
def test_nothing_is_found_in_the_six_tracked_word_files() -> None:
    texts = []
    for language in LANGUAGES:
        path = SHARED / "data" / "six" / f"A-{language}" / "proposal.docx"
        data = path.read_bytes()
        texts.append((api.read(data, path.name, View.ORIGINAL), api.read(data, path.name)))
    found = api.concord(texts)
    assert ids(found) == set()
    assert len({voice.name for voice in found.voices}) == len(LANGUAGES)
