"""Constructs that are hard to show twice: proved, or refused with a sentence; never lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import SHARED, needs_shared
from proposals_together import FILES, FOLDER, consolidated, shown

# The path to the made Word files is set where `proposals_together` is imported.
from made_word import NAMES, Word, box, math, p, sdt, tbl  # isort: skip

from resdiff import ooxml
from resdiff.consolidator import Policy
from resdiff.consolidator.merging import merge, prove, together
from resdiff.errors import UsageError
from resdiff.model import View
from resdiff.ooxml import MarkOptions, Package
from resdiff.ooxml.names import P, T
from resdiff.ooxml.soundness import faults

DATE = "2026-01-01T00:00:00Z"
REAL = SHARED / "data" / "word-cases"


def made(*blocks: str) -> Package:
    return Package.open(Word([*blocks, p("end")]).save(), "made.docx")


def held(base: Package, **news: Package) -> Package:
    """All in one file, proved."""
    marked = {
        a: ooxml.mark(base, x, {}, MarkOptions(a, DATE, True, False)) for a, x in news.items()
    }
    result, _ = together(base, marked)
    prove(base, news, result)
    return result


def test_an_equation_that_came_stays_beside_anothers_words() -> None:
    base = made(p("the sum"))
    held(base, ECP=made(p("the sum"), p(math("x+y"))), IAP=made(p("the whole sum")))
    held(base, ECP=made(p("the sum", math("x+y"))), IAP=made(p("the whole sum")))


def test_a_foreign_name_that_came_is_called_ignorable() -> None:
    names = f'{NAMES} xmlns:mk="http://maker.example/" mc:Ignorable="mk"'
    drawn = Word([p("words"), "<w:p><w:r><w:drawing mk:id='1'/></w:r></w:p>"], names=names)
    news = {"ECP": made(p("other words")), "IAP": Package.open(drawn.save(), "drawn.docx")}
    marked = {
        a: ooxml.mark(made(p("words")), x, {}, MarkOptions(a, DATE, True, False))
        for a, x in news.items()
    }
    result, _ = together(made(p("words")), marked)
    assert b'Ignorable="mk"' in result.data(result.main)
    assert not faults(result)


def test_cells_of_one_row_can_be_changed_by_two() -> None:
    base = made(tbl(["one", "two"], ["three", "four"]))
    first, second = made(tbl(["one", "2"], ["three", "four"])), made(tbl(["1", "two"]))
    held(base, ECP=first, IAP=second)


def test_a_content_control_that_two_fill_is_laid_together() -> None:
    base = made(sdt(p("old words"), p("more"), tag="t"))
    held(
        base,
        ECP=made(sdt(p("new words"), p("more"), tag="t")),
        IAP=made(sdt(p("old words"), p("less"), tag="t")),
    )


def test_two_hands_in_one_text_box_are_refused_with_the_place() -> None:
    base = made(p("seen here", box(p("old words"))))
    with pytest.raises(UsageError, match="cannot show twice: seen here"):
        held(
            base,
            ECP=made(p("seen here", box(p("new words")))),
            IAP=made(p("seen here too", box(p("other words")))),
        )


def test_all_marks_have_ids_of_their_own() -> None:
    base = made(p("a b c"), p("d e f"))
    result = held(base, ECP=made(p("a x c"), p("new"), p("d e f")), IAP=made(p("a b y"), p("d")))
    ids = [
        x.get(ooxml.names.ID)
        for x in result.part(result.main).iter(ooxml.names.INS, ooxml.names.DEL)
    ]
    assert len(ids) == len(set(ids))


def _third(base: Package) -> Package:
    """The base with a word put into every third paragraph."""
    third = base.copy()
    for paragraph in list(third.part(third.main).iter(P))[::3]:
        text = next((x for x in paragraph.iter(T) if x.text), None)
        if text is not None:
            text.text = f"XX {text.text}"
    third.touch(third.main)
    return third


@needs_shared
@pytest.mark.parametrize(
    "name", ["WC021-Math", "WC026-Long-Table", "WC034-Footnotes", "WC013-Image"]
)
def test_real_files_are_proved_with_three_hands(name: str) -> None:
    rows = (REAL / "compare.tsv").read_text(encoding="utf-8").splitlines()[1:]
    _, old, new, _ = next(x for x in rows if name in x).split("\t")
    base, changed = (ooxml.settle(shown(REAL / x), View.FINAL) for x in (old, new))
    result = held(base, ECP=changed, IAP=_third(base), RCC=changed)
    assert "ECP, RCC" in {x.author for x in ooxml.revisions(result)}


def test_the_consolidated_demonstration_is_valid(tmp_path: Path) -> None:
    audit = pytest.importorskip("openxml_audit", reason="openxml-audit is not installed")

    def said(path: Path) -> set[str]:
        validator = audit.OpenXmlValidator(file_format=audit.FileFormat.OFFICE_2019, max_errors=0)
        return {str(x.description) for x in validator.validate(str(path)).errors}

    out = tmp_path / "all.docx"
    out.write_bytes(merge(consolidated(), DATE, Policy.SHOW_ALL).data)
    known = set().union(*(said(x) for x in (FOLDER / "base.docx", *FILES.values())))
    assert said(out) <= known
