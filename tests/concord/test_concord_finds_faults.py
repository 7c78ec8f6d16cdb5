"""Every fault that is put into one language is found there, in its clause, and nothing else is
blamed.
"""

from __future__ import annotations

import pytest
from faults import faults, paths
from languages_together import LANGUAGES, final, ids, text, together

from resdiff.concord import Certainty

SOME = 97  # every so many of about 2,300 faults; the benchmark tries all


def changed(name: str, language: str, before: str, after: str, edition: bool = False) -> str:
    own = text(name, language)
    own = final(own) if edition else own
    assert own.count(before) >= 1
    return own.replace(before, after, 1)


@pytest.mark.parametrize("name", ["six", "varied"])
@pytest.mark.parametrize("edition", [False, True], ids=["proposals", "editions"])
def test_a_fault_put_anywhere_is_found_in_its_language_and_clause(name: str, edition: bool) -> None:
    intact = together(name, edition=edition)
    count = 0
    for number, language in enumerate(LANGUAGES):
        own = final(text(name, language)) if edition else text(name, language)
        for fault in faults(own, language):
            count += 1
            if count % SOME or fault.text == own:
                continue
            found = together(name, {language: fault.text}, edition=edition)
            wanted = paths(intact, number, fault.line)
            named = {
                found.rows[row].path
                for finding in found.findings
                if finding.voices == (language,)
                for row in finding.rows
            }
            assert named & wanted, (fault.kind, language, fault.line, ids(found))
            assert {v for f in found.findings for v in f.voices} == {language}


def test_a_change_that_one_language_lacks() -> None:
    french = changed("six", "fr", "{--importante--}{++urgente++}", "importante")
    (finding,) = together("six", {"fr": french}).findings
    assert finding.id == "change-missing:2/b:fr"
    assert finding.certainty is Certainty.SURE
    assert finding.reason == (
        "en, es, ru, zh and ar change the clause; fr keeps the clause as it was"
    )


def test_a_clause_that_one_language_does_not_insert_shifts_no_blame_to_those_behind() -> None:
    lines = text("six", "ru").split("\n")
    without = "\n".join(line for line in lines if not line.startswith("{++с)"))
    assert ids(together("six", {"ru": without})) == {"change-missing:1/c:ru"}
    spanish = final(text("six", "es")).split("\n")
    gone = "\n".join(line for line in spanish if not line.startswith("c)\tla Resolución 948"))
    assert ids(together("six", {"es": gone}, edition=True)) == {"missing-clause:1/c:es"}


def test_a_clause_that_one_language_does_not_delete() -> None:
    lines = text("six", "zh").split("\n")
    kept = [line[3:-3] if line.startswith("{--b)") else line for line in lines]
    (finding,) = together("six", {"zh": "\n".join(kept)}).findings
    assert finding.id == "change-missing:3/b:zh"
    assert "zh keeps the clause as it was" in finding.reason


def test_a_clause_that_one_language_inserts_elsewhere_and_does_not_delete() -> None:
    lines = text("six", "fr").split("\n")
    kept = [x[3:-3] if x.startswith("{--c)\tque les personnes") else x for x in lines]
    (finding,) = together("six", {"fr": "\n".join(kept)}).findings
    assert finding.id == "change-missing:2/c:fr"
    assert finding.reason.endswith("fr keeps the clause as it was")


def test_a_whole_section_is_one_finding() -> None:
    lines = text("six", "ar").split("\n")
    at = next(n for n, line in enumerate(lines) if line.startswith("{++يدعو المجلس"))
    (finding,) = together("six", {"ar": "\n".join(lines[:at] + lines[at + 2 :])}).findings
    assert finding.id == "change-missing:call/9:ar"
    assert len(finding.rows) == 2


def test_a_note_that_one_language_lacks_is_said_once_beside_its_change() -> None:
    (faulty,) = (f for f in faults(text("six", "en"), "en") if f.kind == "note missing")
    assert ids(together("six", {"en": faulty.text})) == {"change-missing:8/1:en", "note:8/1:en"}


def test_years_places_numbers_and_revisions_of_a_cited_edition() -> None:
    for before, after, rule in (
        ("(Rev. Kigali, 2022)", "(Rev. Kigali, 2021)", "year"),
        ("(Rev. Kigali, 2022)", "(Rev. Buenos Aires, 2022)", "place"),
        ("(Rev. Kigali, 2022)", "(Rev. Ljubljana, 2022)", "place"),
        ("(Rev. Kigali, 2022)", "(Kigali, 2022)", "edition"),
        ("Resolución 975", "Resolución 957", "citation"),
    ):
        spanish = changed("six", "es", before, after, edition=True)
        assert ids(together("six", {"es": spanish}, edition=True)) == {f"{rule}:1/b:es"}


def test_a_reference_that_was_not_brought_along() -> None:
    english = changed("six", "en", "resolves {--3--}{++4++} above", "resolves 3 above")
    assert {f.rule for f in together("six", {"en": english}).findings} == {
        "change-missing",
        "reference",
    }


def test_a_label_at_fault_is_not_charged_to_the_references_that_name_it() -> None:
    chinese = changed("six", "zh", "{--b--}{++c++})\t岛屿", "b)\t岛屿")
    assert ids(together("six", {"zh": chinese})) == {"label:4/c:zh"}


def test_a_clause_that_stands_under_another_call() -> None:
    lines = text("six", "fr").split("\n")
    moved = next(n for n, x in enumerate(lines) if x.startswith("{--c)\tque les personnes"))
    there = next(n for n, x in enumerate(lines) if x.startswith("{++b)\tque les personnes"))
    lines[moved] = lines[moved][3:-3]
    del lines[there]
    found = together("six", {"fr": "\n".join(lines)})
    assert {f.voices for f in found.findings} == {("fr",)}
    assert "place-in-text" in {f.rule for f in found.findings}


def test_the_addressee_of_a_call() -> None:
    english = changed("six", "en", "invites Member States", "invites Sector Members")
    assert ids(together("six", {"en": english})) == {"addressee:call/10:en"}


def test_a_sentence_that_was_lost_is_probable() -> None:
    french = changed(
        "six", "fr", " ou terminal à satellite achemine souvent la totalité du trafic d'une île, de"
        " sorte que la réparation de cette liaison", "", edition=True,
    )  # fmt: skip
    (finding,) = together("six", {"fr": french}, edition=True).findings
    assert (finding.id, finding.certainty) == ("length:2/b:fr", Certainty.PROBABLE)


def test_half_a_change_is_probable() -> None:
    russian = changed(
        "six", "ru", ", а отдаленные деревни и районы рыболовства остаются без какого-либо сигнала",
        " связи",
    )  # fmt: skip
    (finding,) = together("six", {"ru": russian}).findings
    assert (finding.rule, finding.voices) == ("extent", ("ru",))
    assert finding.certainty is Certainty.PROBABLE


def test_of_two_languages_both_are_named() -> None:
    french = changed("six", "fr", "2022++}) de la présente", "2021++}) de la présente")
    (finding,) = together("six", {"fr": french}, languages=("en", "fr")).findings
    assert finding.voices == ("en", "fr")
    assert finding.certainty is Certainty.SURE
    assert [place.says for place in finding.places] == [
        "936 (Rev. Bucharest, 2022)",
        "936 (Rev. Bucharest, 2021)",
    ]


def without_change_of_form(language: str) -> str:
    """The text with "Member States" of invites Member States 2 left as it was."""
    lines = text("six", language).split("\n")
    line = lines[max(n for n, x in enumerate(lines) if x.startswith("1\t")) + 1]
    (fault,) = (
        f
        for f in faults(text("six", language), language)
        if f.kind == "change missing" and f.line == line
    )
    return fault.text


def test_a_change_of_form_alone_in_few_languages_is_their_own_business() -> None:
    assert ids(together("six", {"fr": without_change_of_form("fr")})) == {"change-missing:10/2:fr"}
    most = {language: without_change_of_form(language) for language in ("ru", "zh", "ar", "es")}
    assert ids(together("six", most)) == set()
