"""Which file belongs to which is read from the texts; nothing is lost and every doubt is told."""

from __future__ import annotations

from collections import Counter
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from resdiff.batch.pairing import as_listed, paired
from resdiff.batch.values import NEW, OLD, Failure, Paper, Plan


def paper(side: str, name: str, year: int = 2018, **more: object) -> Paper:
    known = {"body": "PP", "kind": "resolution", "number": "101", "language": "en", **more}
    known.setdefault("digest", f"{side} {name}")
    known.setdefault("instruments", 1)
    return Paper(side=side, name=name, year=year, **known)  # type: ignore[arg-type]


def names(plan: Plan) -> list[tuple[str, str]]:
    return [(pair.old.name, pair.new.name) for pair in plan.pairs]


papers = st.lists(
    st.builds(
        Paper,
        side=st.sampled_from([OLD, NEW]),
        name=st.text("abc", min_size=1, max_size=3),
        digest=st.sampled_from("123456789"),
        body=st.sampled_from(["PP", "WTSA", ""]),
        kind=st.just("resolution"),
        number=st.sampled_from(["1", "2", "[ECP-1]", ""]),
        language=st.sampled_from(["en", "zh", ""]),
        year=st.sampled_from([0, 2014, 2018]),
        instruments=st.sampled_from([1, 2]),
        failure=st.sampled_from([None, None, None, Failure("broken", "it is broken")]),
    ),
    max_size=12,
    unique_by=lambda paper: (paper.side, paper.name),
)


@settings(max_examples=200)
@given(papers)
def test_every_file_is_in_a_pair_or_listed_alone_or_unread(found: list[Paper]) -> None:
    plan = paired(found)
    compared = {p for pair in plan.pairs for p in (pair.old, pair.new)}
    rest = [*(single.paper for single in plan.singles), *plan.unread]
    assert Counter(map(repr, [*compared, *rest])) == Counter(map(repr, found))


@settings(max_examples=100)
@given(papers, st.randoms(use_true_random=False))
def test_the_order_of_the_files_does_not_matter(found: list[Paper], chance: Random) -> None:
    shuffled = list(found)
    chance.shuffle(shuffled)
    assert paired(shuffled) == paired(found)


@given(papers)
def test_ids_are_unique_and_fit_for_file_names(found: list[Paper]) -> None:
    ids = [pair.id.lower() for pair in paired(found).pairs]
    assert len(ids) == len(set(ids))
    assert all(set(id) <= set("abcdefghijklmnopqrstuvwxyz0123456789-._") for id in ids)


def test_names_of_files_do_not_matter() -> None:
    plan = paired(
        [paper(OLD, "b.docx"), paper(NEW, "x.docx", 2022), paper(NEW, "b.docx", number="7")]
    )
    assert names(plan) == [("b.docx", "x.docx")]
    assert [(s.paper.name, s.symbol) for s in plan.singles] == [("b.docx", "ADD")]
    assert plan.pairs[0].doubts == ()
    assert plan.pairs[0].id == "PP-101.en.2018-2022"


def test_the_same_number_of_another_body_or_language_is_another_text() -> None:
    kinds = [(body, language) for body in ("PP", "WTSA") for language in ("en", "fr")]
    old = [paper(OLD, b + x, body=b, language=x) for b, x in kinds]
    new = [paper(NEW, x + b, 2022, body=b, language=x) for b, x in kinds]
    plan = paired([*new, *reversed(old)])
    assert [(p.old.body, p.old.language) for p in plan.pairs] == [
        ("PP", "en"),
        ("PP", "fr"),
        ("WTSA", "en"),
        ("WTSA", "fr"),
    ]
    assert all((p.old.body, p.old.language) == (p.new.body, p.new.language) for p in plan.pairs)


def test_several_editions_make_a_chain_in_order_of_their_years() -> None:
    plan = paired(
        [paper(OLD, "c", 2014), paper(OLD, "a", 2006), paper(NEW, "d", 2022), paper(NEW, "b", 2018)]
    )
    assert names(plan) == [("a", "c"), ("c", "b"), ("b", "d")]
    told = "files: each edition is compared with the one before it"
    assert [p.doubts for p in plan.pairs] == [
        (f"both are old {told}",),
        (),
        (f"both are new {told}",),
    ]


def test_two_proposals_to_one_edition_are_each_compared_with_it() -> None:
    plan = paired([paper(OLD, "base"), paper(NEW, "ecp", 2022), paper(NEW, "iap", 2022)])
    assert names(plan) == [("base", "ecp"), ("base", "iap")]
    assert len({pair.id for pair in plan.pairs}) == 2


def test_two_files_of_one_old_edition_are_a_doubt() -> None:
    plan = paired([paper(OLD, "one"), paper(OLD, "two"), paper(NEW, "new", 2022)])
    assert names(plan) == [("one", "new")]
    assert plan.pairs[0].doubts == ("2 files carry the old edition: one, two",)
    assert [s.reason for s in plan.singles] == ["another file of this edition was compared: one"]


def test_a_copy_is_told_and_not_compared() -> None:
    plan = paired(
        [paper(OLD, "one", digest="x"), paper(OLD, "copy", digest="x"), paper(NEW, "new", 2022)]
    )
    assert names(plan) == [("copy", "new")]
    assert [(s.paper.name, s.symbol, s.reason) for s in plan.singles] == [
        ("one", "", "the same bytes as copy")
    ]


def test_folders_given_the_wrong_way_round_are_put_in_order_and_told() -> None:
    plan = paired([paper(OLD, "later", 2022), paper(NEW, "earlier", 2018)])
    assert names(plan) == [("earlier", "later")]
    assert plan.pairs[0].doubts == ("put in order of their editions: later was given as old",)


def test_a_body_that_was_not_read_is_bridged_with_a_doubt() -> None:
    plan = paired([paper(OLD, "a"), paper(NEW, "b", 2022, body="")])
    assert names(plan) == [("a", "b")]
    assert plan.pairs[0].doubts[0] == "paired by number and language alone"


def test_texts_that_do_not_say_what_they_are_are_paired_by_name_with_a_doubt() -> None:
    blank = {"body": "", "kind": "", "number": "", "year": 0, "instruments": 0}
    plan = paired([paper(OLD, "a", **blank), paper(NEW, "a", **blank), paper(NEW, "b", **blank)])
    assert names(plan) == [("a", "a")]
    assert "by the file's name" in plan.pairs[0].doubts[0]
    assert [s.reason for s in plan.singles] == ["the text does not say which resolution it is"]


def test_a_missing_text_is_gone_only_if_no_unread_file_may_be_it() -> None:
    broken = Paper(NEW, "n.docx", failure=Failure("broken", "it is broken"))
    plan = paired([paper(OLD, "a.docx"), paper(OLD, "n.docx", number="7"), broken])
    assert [(s.symbol, s.reason.rpartition(", ")[2]) for s in plan.singles] == [
        ("", "which cannot be read"),
        ("SUP", "unless it is among those that cannot be read"),
    ]
    assert [p.name for p in plan.unread] == ["n.docx"]


def test_a_listed_pair_stays_as_it_was_listed_and_its_oddities_are_told() -> None:
    plan = as_listed([(paper(OLD, "a", 2022), paper(NEW, "b", 2018, language="fr"))])
    assert names(plan) == [("a", "b")]
    assert plan.pairs[0].doubts == (
        "the language differs: en, fr",
        "the old file is the later edition: 2022, 2018",
    )
