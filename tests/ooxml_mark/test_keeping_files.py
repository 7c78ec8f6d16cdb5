"""What of a file's own marks cannot be kept is refused; files of others keep theirs."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import CORPUS, SHARED, needs_shared
from kept_beside import OURS, ended, of_bytes, opened, tracked
from made_word import Word, p, run, tbl

from resdiff import api
from resdiff.cli.program import cli
from resdiff.errors import UsageError
from resdiff.model import View
from resdiff.ooxml import Package, keeping, settle
from resdiff.renderers.docx import NotExact


def test_the_new_author_is_not_one_of_the_old_ones() -> None:
    data = (CORPUS / "res101-en" / "proposal.docx").read_bytes()
    document = api.read(data, "proposal.docx")
    author = sorted(keeping.authors(Package.open(data, "proposal.docx")))[0]
    comparison = api.compare(document, document)
    with pytest.raises(UsageError, match="could not be told from them"):
        api.mark(comparison, author, options=api.RenderOptions(keep_marks=True))


def test_the_old_file_is_read_in_its_final_view() -> None:
    data = (CORPUS / "res101-en" / "proposal.docx").read_bytes()
    document = api.read(data, "proposal.docx", View.ORIGINAL)
    with pytest.raises(UsageError, match="as if they were accepted"):
        api.mark(api.compare(document, document), options=api.RenderOptions(keep_marks=True))


def test_the_proof_sees_a_mark_that_was_lost() -> None:
    old = tracked(opened(p("one two")), opened(p("one three")))
    lost = settle(old, View.FINAL)
    verdict = keeping.prove(old, settle(old, View.FINAL), lost, OURS.author)
    assert "old-mark-lost" in {x.slug for x in verdict.structure}
    assert verdict.reject


def test_a_place_at_the_end_is_told_by_the_words_ahead_of_it() -> None:
    old, more = opened(p("first"), p("last")), opened(p("first"), p("last"), p("more"))
    assert keeping.place(old, more, OURS.author) == "last"
    assert keeping.place(more, old, OURS.author) == "more"


def test_a_file_that_fails_its_proof_is_not_written_but_bundled(tmp_path: Path) -> None:
    """An empty paragraph ahead of a table goes with its mark, but it is empty only after the old
    author's insertion in it was rejected: it matters who is settled first.
    """
    old, new, out, bundle = (tmp_path / x for x in ("old.docx", "new.docx", "out.docx", "b.zip"))
    words = run("alpha").replace("w:t", "w:delText")
    both = f'<w:ins w:id="7" w:author="A"><w:del w:id="8" w:author="B">{words}</w:del></w:ins>'
    last = ended("del", "beta").replace("</w:pPr>", f"</w:pPr>{both}")
    old.write_bytes(Word([last, tbl(["a"]), p("end")]).save())
    new.write_bytes(Word([tbl(["a"]), p("end")]).save())
    arguments = ["compare", old, new, "--keep-marks", "-o", out, "--debug-bundle", bundle]
    result = CliRunner().invoke(cli, [str(x) for x in arguments])
    assert isinstance(result.exception, NotExact)
    assert "b.zip has what is needed" in result.exception.hint
    assert str(result.exception).endswith("near “a”")
    assert not out.exists()
    with zipfile.ZipFile(bundle) as archive:
        assert archive.read("inputs/1-old.docx") == old.read_bytes()
        assert archive.read("refused.docx") == result.exception.refused
        options = json.loads(archive.read("about.json"))["options"]
    assert options["keep_marks"] == "True"


def of_files(old: Path, new: Path) -> bytes:
    """The new file marked beside the old one's marks; raises what the library raises."""
    return of_bytes(old.read_bytes(), new.read_bytes())


@pytest.mark.parametrize("seed", ["res101-en", "res64-zh"])
def test_a_proposal_of_the_corpus_keeps_its_marks(seed: str) -> None:
    of_files(CORPUS / seed / "proposal.docx", CORPUS / seed / "edited.docx")
    sides = CORPUS / seed / "proposal.docx", CORPUS / seed / "base.docx"
    assert of_files(*sides) == of_files(*sides)


CASES = SHARED / "data" / "word-cases"


def tracked_cases() -> Iterator[tuple[Path, Path]]:
    """A tracked file with what it gives accepted, and with what it gives rejected."""
    if not CASES.is_dir():
        return
    with (CASES / "resolve.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            for side in ("accepted", "rejected"):
                if row[side]:
                    yield CASES / row["tracked"], CASES / row[side]


@needs_shared
@pytest.mark.parametrize(("old", "new"), [*tracked_cases()], ids=lambda x: x.stem)
def test_marks_of_word_itself_are_kept(old: Path, new: Path) -> None:
    of_files(old, new)
