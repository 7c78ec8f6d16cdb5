"""A batch gives the same whatever runs it, in one go or several; one bad file costs itself."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import time
import zipfile
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import AbstractContextManager
from importlib.resources import files
from pathlib import Path

import collection
import jsonschema
import openpyxl
import pytest
from conftest import needs_chromium
from programs import RESDIFF, browsed, resdiff
from running import OPTIONS, THREADS, tree, whole

from resdiff import __version__, batch
from resdiff.batch import engines
from resdiff.batch.comparing import CompareJob
from resdiff.batch.engines import Engine
from resdiff.batch.fingerprint import digest, program

PAIRS, BROKEN = 8, 3


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return collection.make(tmp_path_factory.mktemp("collection"), PAIRS, BROKEN)


@pytest.fixture(scope="module")
def done(
    inputs: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory
) -> tuple[batch.Report, Path]:
    out = tmp_path_factory.mktemp("done")
    return whole(*inputs, out, THREADS), out


def overview(out: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads((out / "overview.json").read_text(encoding="utf-8"))
    return found


# ---------------------------------------------------------------------- the result


def test_every_readable_format_is_compared_and_what_is_passed_over_is_said(tmp_path: Path) -> None:
    for side, year in (("old", 2018), ("new", 2022)):
        (tmp_path / side).mkdir()
        for number, suffix in enumerate((".md", ".html", ".xml", ".txt"), 1):
            text = f"RESOLUTION {number} (Rev. Dubai, {year})\n\nThe Plenipotentiary Conference,\n"
            page = f"<html><body><p>{text}</p></body></html>" if suffix == ".html" else text
            (tmp_path / side / f"{number}{suffix}").write_text(page, encoding="utf-8")
    for name in ("budget.xlsx", "logo.png", ".hidden", "~$lock.docx"):
        (tmp_path / "old" / name).write_bytes(b"nothing to compare")
    result = resdiff("batch", tmp_path / "old", tmp_path / "new", "-o", tmp_path / "out")
    assert result.returncode == 0, result.stderr
    assert "4 pairs compared" in result.stderr
    assert "passed over, by their names no texts: budget.xlsx, logo.png\n" in result.stderr


def test_pairs_are_found_by_what_the_texts_say(done: tuple[batch.Report, Path]) -> None:
    report, out = done
    assert len(report.done) == PAIRS - BROKEN
    assert len(report.unread) == len(report.singles) == BROKEN
    for one in report.done:
        assert (one.pair.old.body, one.pair.old.number) == (one.pair.new.body, one.pair.new.number)
        assert one.pair.old.language == one.pair.new.language
        assert [file.format for file in one.files] == ["docx", "html"]
        assert all((out / file.name).is_file() for file in one.files)


def test_an_edition_that_did_not_change_is_noc_and_the_others_mod(
    done: tuple[batch.Report, Path],
) -> None:
    symbols = {row.number: row.symbol for one in done[0].done for row in one.rows}
    assert list(symbols.values()).count("NOC") <= 1
    assert set(symbols.values()) <= {"NOC", "MOD"}
    assert "MOD" in symbols.values()


def test_the_counts_of_every_row_add_up(done: tuple[batch.Report, Path]) -> None:
    for one in done[0].done:
        for row in one.rows:
            assert row.unchanged + row.changed + row.inserted + row.deleted > 0
            assert row.changed + row.inserted + row.deleted <= (
                row.substantive + row.editorial + row.citation + row.moved + row.renumbered
            )


def test_what_cannot_be_read_is_reported_with_its_error(done: tuple[batch.Report, Path]) -> None:
    known = {"broken-package", "empty-file", "unknown-format", "legacy-format"}
    assert {paper.failure.slug for paper in done[0].unread if paper.failure} <= known
    assert {s.symbol for s in done[0].singles} == {"SUP"}
    assert all("cannot be read" in s.reason for s in done[0].singles)


def test_the_data_is_what_the_published_schema_says(done: tuple[batch.Report, Path]) -> None:
    text = files("resdiff").joinpath("schemas", "batch.json").read_text(encoding="utf-8")
    schema = json.loads(text)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(overview(done[1]), schema)


def test_the_table_has_a_line_for_everything_in_csv_and_xlsx(
    done: tuple[batch.Report, Path],
) -> None:
    text = (done[1] / "overview.csv").read_text(encoding="utf-8-sig")
    lines = list(csv.reader(io.StringIO(text, newline="")))
    assert len(lines) == 1 + (PAIRS - BROKEN) + BROKEN + BROKEN
    assert len({len(line) for line in lines}) == 1
    book = openpyxl.load_workbook(done[1] / "overview.xlsx")
    sheet = book["overview"]
    assert [cell.value for cell in sheet[1]] == lines[0]
    assert sheet.max_row == len(lines)
    word = lines[0].index("docx")
    assert sheet.cell(2, word + 1).value == f'=HYPERLINK("{lines[1][word]}","docx")'


def test_a_text_that_looks_like_a_formula_stays_a_text(tmp_path: Path) -> None:
    listing = tmp_path / "pairs.csv"
    (tmp_path / "=1+1.txt").write_text("RESOLUTION 7 (Dubai, 2018)\n\n=1+1\n", encoding="utf-8")
    listing.write_text("old,new\n=1+1.txt,\n", encoding="utf-8")
    report = batch.run(batch.listing(listing), tmp_path / "out", OPTIONS, THREADS)
    batch.write_reports(report, tmp_path / "out")
    sheet = openpyxl.load_workbook(tmp_path / "out/overview.xlsx")["overview"]
    cell = next(c for c in sheet[2] if c.value == "=1+1.txt")
    assert cell.data_type == "s"
    assert ",'=1+1.txt," in (tmp_path / "out/overview.csv").read_text(encoding="utf-8-sig")


def test_kinds_of_blank_and_dash_alone_amend_nothing(tmp_path: Path) -> None:
    said = "RESOLUTION 9 (Rev. Busan, 2014)\n\nLamps\n\nresolves\n\n1 that lamps – all – burn;\n"
    other = said.replace("–", "-").replace("that lamps", "that\u00a0lamps")
    for name, text in (("old", said), ("new", other)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "pairs.csv").write_text("old.txt,new.txt\n")
    collected = batch.listing(tmp_path / "pairs.csv")
    report = batch.run(collected, tmp_path / "out", OPTIONS, THREADS)
    assert [row.symbol for row in report.done[0].rows] == ["NOC"]


def test_a_name_that_no_spreadsheet_can_hold_stops_no_batch(tmp_path: Path) -> None:
    (tmp_path / "one\x01.txt").write_text("RESOLUTION 7 (Dubai, 2018)\n", encoding="utf-8")
    listing = tmp_path / "pairs.csv"
    listing.write_text("old,new\none\x01.txt,\n", encoding="utf-8")
    report = batch.run(batch.listing(listing), tmp_path / "out", OPTIONS, THREADS)
    batch.write_reports(report, tmp_path / "out")
    sheet = openpyxl.load_workbook(tmp_path / "out/overview.xlsx")["overview"]
    assert "one\ufffd.txt" in [cell.value for cell in sheet[2]]


def test_the_page_is_whole_and_links_only_to_what_is_there(done: tuple[batch.Report, Path]) -> None:
    import lxml.html

    page = lxml.html.document_fromstring((done[1] / "overview.html").read_bytes())
    assert len(page.xpath("//tbody/tr")) == PAIRS - BROKEN + 2 * BROKEN
    links = [link for link in page.xpath("//a/@href") if not link.startswith("#")]
    assert len(links) == 2 * (PAIRS - BROKEN) + 3
    assert all((done[1] / link).is_file() for link in links)
    assert not page.xpath("//*[@src] | //link | //*[@style] | //*[@onclick]")


@needs_chromium
def test_a_browser_runs_the_page_s_own_script_and_no_other(
    done: tuple[batch.Report, Path], tmp_path: Path
) -> None:
    page = (done[1] / "overview.html").read_text(encoding="utf-8")
    strange = page.replace("</body>", "<script>document.title = 'strange'</script></body>")
    (tmp_path / "overview.html").write_text(strange, encoding="utf-8")
    shown = browsed(tmp_path / "overview.html", "--dump-dom").stdout
    assert shown.count('<button type="button">') == 10
    assert f">{PAIRS + BROKEN} / {PAIRS + BROKEN}</output>" in shown
    assert "<title>strange" not in shown


# ---------------------------------------------------------------------- whatever runs it


@pytest.mark.parametrize("workers", [1, 2])
def test_worker_processes_give_the_same_bytes(
    workers: int, inputs: tuple[Path, Path], done: tuple[batch.Report, Path], tmp_path: Path
) -> None:
    assert whole(*inputs, tmp_path, batch.processes(workers)) == done[0]
    assert tree(tmp_path) == tree(done[1])


class Deadly(ProcessPoolExecutor):
    """A pool whose worker dies, really, on one text."""

    def submit(self, fn: Callable[..., object], /, *args: object, **more: object) -> Future[object]:  # type: ignore[override]
        return super().submit(die_or_do, fn, *args)


def die_or_do(work: Callable[..., object], job: object) -> object:
    if isinstance(job, CompareJob) and b"deadly" in job.old_data:
        os.kill(os.getpid(), signal.SIGKILL)
    return work(job)


def deadly(wanted: int) -> AbstractContextManager[ProcessPoolExecutor]:
    return Deadly(wanted, mp_context=engines.get_context("spawn"))


def test_a_worker_that_dies_costs_only_its_own_pair(tmp_path: Path) -> None:
    old, new = collection.make(tmp_path, 3)
    text = "RESOLUTION 7 (Rev. Dubai, 2018)\n\nA deadly text\n\nresolves\n\n1\tto kill.\n"
    (old / "deadly.txt").write_text(text, encoding="utf-8")
    (new / "deadly.txt").write_text(text.replace("2018", "2022"), encoding="utf-8")
    out = tmp_path / "out"
    report = whole(old, new, out, Engine(deadly, 1))
    failed = [one for one in report.done if one.failures]
    assert [one.pair.old.name for one in failed] == ["deadly.txt"]
    assert failed[0].failures[0].slug == "worker-lost"
    assert len([one for one in report.done if len(one.files) == 2]) == 3
    again = whole(old, new, out, THREADS, resume=True)
    assert not any(one.failures for one in again.done)


# ---------------------------------------------------------------------- in several goes


def test_a_batch_that_was_killed_goes_on_to_the_same_bytes(
    inputs: tuple[Path, Path], done: tuple[batch.Report, Path], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    command = [*RESDIFF, "batch", *map(str, inputs), "-o", str(out)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None and not list(out.glob("pairs/*.html")):
            time.sleep(0.01)
        process.kill()
    finished = {path.name: path.stat().st_mtime_ns for path in out.glob("pairs/*.html")}
    assert finished
    assert resdiff("batch", *inputs, "-o", out, "--resume").returncode == 15
    assert tree(out) == tree(done[1])


def test_finished_work_is_not_done_again_while_its_inputs_are_the_same(
    inputs: tuple[Path, Path], done: tuple[batch.Report, Path], tmp_path: Path
) -> None:
    whole(*inputs, tmp_path, THREADS)
    before = {p: p.stat().st_mtime_ns for p in (tmp_path / "pairs").iterdir()}
    damaged, lost = sorted(before)[0], sorted(before)[2]
    damaged.write_bytes(b"damaged")
    lost.unlink()
    assert whole(*inputs, tmp_path, THREADS, resume=True) == done[0]
    assert tree(tmp_path) == tree(done[1])
    same = [p for p, when in before.items() if p.stat().st_mtime_ns == when]
    assert len(same) == len(before) - 4


def test_what_another_program_made_is_not_used_again(
    inputs: tuple[Path, Path], done: tuple[batch.Report, Path], tmp_path: Path
) -> None:
    whole(*inputs, tmp_path, THREADS)
    before = {p: p.stat().st_mtime_ns for p in (tmp_path / "pairs").iterdir()}
    record = tmp_path / ".resdiff-batch.jsonl"
    lines = record.read_text(encoding="utf-8")
    assert lines.count(program()) == len(lines.splitlines())
    record.write_text(lines.replace(program(), f"{__version__}+another"), encoding="utf-8")
    assert whole(*inputs, tmp_path, THREADS, resume=True) == done[0]
    assert all(p.stat().st_mtime_ns != when for p, when in before.items())
    assert tree(tmp_path) == tree(done[1])


def test_a_program_is_another_when_one_of_its_files_is(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "en.toml").write_text("a", encoding="utf-8")
    first = digest(tmp_path)
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "x.pyc").write_text("b", encoding="utf-8")
    assert digest(tmp_path) == first
    (tmp_path / "words" / "en.toml").write_text("b", encoding="utf-8")
    changed = digest(tmp_path)
    (tmp_path / "words" / "en.toml").rename(tmp_path / "words" / "fr.toml")
    assert len({first, changed, digest(tmp_path)}) == 3


def test_a_text_that_changed_is_compared_again_and_one_that_went_leaves_nothing(
    tmp_path: Path,
) -> None:
    old, new = collection.make(tmp_path, 4)
    out = tmp_path / "out"
    first = whole(old, new, out, THREADS)
    gone, changed = first.done[0].pair, first.done[1].pair
    (new / gone.new.name).unlink()
    (new / changed.new.name).write_bytes((old / changed.old.name).read_bytes())
    second = whole(old, new, out, THREADS, resume=True)
    assert whole(old, new, tmp_path / "fresh", THREADS) == second
    assert tree(out) == tree(tmp_path / "fresh")
    assert {row.symbol for one in second.done for row in one.rows} == {"NOC", "MOD"}


def test_a_line_that_was_cut_off_in_the_record_does_not_count(
    inputs: tuple[Path, Path], done: tuple[batch.Report, Path], tmp_path: Path
) -> None:
    whole(*inputs, tmp_path, THREADS)
    record = tmp_path / ".resdiff-batch.jsonl"
    record.write_bytes(record.read_bytes()[:-200])
    whole(*inputs, tmp_path, THREADS, resume=True)
    assert tree(tmp_path) == tree(done[1])


# ---------------------------------------------------------------------- the command


def test_the_exit_code_says_what_became_of_the_batch(tmp_path: Path) -> None:
    old, new = collection.make(tmp_path, 1)
    second = next(new.iterdir())
    second.write_bytes(collection.edition(second.read_bytes(), 600, 2026))
    run = ("batch", old, new, "-o", tmp_path / "out", "--jobs", 1, "--resume", "--exit-code")
    assert resdiff(*run).returncode == 1
    assert resdiff(*run[:-1]).returncode == 0
    (old / "broken.docx").write_bytes(b"PK\x03\x04 broken")
    broken = resdiff(*run)
    assert broken.returncode == 15
    assert "failed: broken.docx" in broken.stderr
    assert "Traceback" not in broken.stderr
    same = ("batch", new, new, "-o", tmp_path / "same", "--jobs", 1, "--exit-code")
    assert resdiff(*same).returncode == 0


def test_a_csv_file_names_pairs_in_its_own_order(tmp_path: Path) -> None:
    old, new = collection.make(tmp_path, 2)
    first, second = sorted(new.iterdir())[0], sorted(old.iterdir())[0]
    listing = tmp_path / "list" / "pairs.csv"
    listing.parent.mkdir()
    listing.write_text(f"\ufeffold;new\n../new/{first.name};../old/{second.name}\n;nowhere.docx\n")
    out = tmp_path / "out"
    assert resdiff("batch", listing, "-o", out, "--format", "json", "--jobs", 1).returncode == 15
    found = overview(out)
    pairs = found["pairs"]
    assert isinstance(pairs, list)
    assert [pair["old"]["name"] for pair in pairs] == [f"../new/{first.name}"]
    assert list(pairs[0]["files"]) == ["json"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["nowhere", "nowhere", "-o", "out"], 3, "no folder"),
        (["old", "new", "-o", "old/out"], 11, "inputs"),
        (["old", "-o", "out"], 2, "two folders"),
        (["empty", "empty", "-o", "out"], 2, "no documents"),
        (["bad.csv", "-o", "out"], 2, "3 columns"),
        (["old", "new", "-o", "out", "--format", "pdf"], 2, "no format"),
        (["old", "new", "-o", "none/out"], 11, "does not exist"),
        (["old", "new", "-o", "out", "--engine", "dask"], 2, "needs a scheduler"),
    ],
)
def test_what_cannot_begin_says_why_in_one_line(
    arguments: list[str], code: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    collection.make(tmp_path, 1)
    (tmp_path / "empty").mkdir()
    (tmp_path / "bad.csv").write_text("a,b,c\n")
    done = resdiff("batch", *arguments)
    assert (done.returncode, said in done.stderr) == (code, True), done.stderr
    assert not (tmp_path / "out").exists()


def test_a_volume_has_a_row_for_each_of_its_resolutions(tmp_path: Path) -> None:
    def text(numbers: range, year: str) -> str:
        return "\n\n".join(
            f"RESOLUTION {n} (Rev. {year})\n\nTitle of {n}\n\nThe Plenipotentiary Conference of "
            f"the International Telecommunication Union ({year}),\n\nconsidering\n\n"
            f"a)\tthat {'many ' * n}matters stand;\n\nb)\tthat {n} is a number,\n\nresolves\n\n"
            f"1\tto go on with matter {n};\n\n2\tto end it in time."
            for n in numbers
        )

    for side, numbers, year in (
        ("old", range(3, 6), "Dubai, 2018"),
        ("new", range(4, 7), "Bucharest, 2022"),
    ):
        (tmp_path / side).mkdir()
        (tmp_path / side / "volume.txt").write_text(text(numbers, year), encoding="utf-8")
    (tmp_path / "pairs.csv").write_text("old/volume.txt,new/volume.txt\n")
    collected = batch.listing(tmp_path / "pairs.csv")
    report = batch.run(collected, tmp_path / "out", OPTIONS, THREADS)
    rows = {row.number: row.symbol for row in report.done[0].rows}
    assert rows == {"3": "SUP", "4": "MOD", "5": "MOD", "6": "ADD"}


def test_spreadsheets_carry_no_moment(done: tuple[batch.Report, Path]) -> None:
    with zipfile.ZipFile(done[1] / "overview.xlsx") as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
