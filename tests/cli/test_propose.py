"""`resdiff propose`, `skeleton` and `init`: what is written, what is said, what is refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import CORPUS, needs_libreoffice
from programs import converted, resdiff

BASE = CORPUS / "res64-zh" / "base.docx"
EDITED = CORPUS / "res64-zh" / "edited.docx"
ECP = ("--source", "ECP", "--document", "38A4")


def test_a_contribution_is_made_shown_and_made_again(tmp_path: Path) -> None:
    out, again = tmp_path / "contribution.docx", tmp_path / "again.docx"
    ran = resdiff("propose", BASE, EDITED, "-o", out, *ECP, "--reasons", "理由在此。")
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout == ""
    assert ran.stderr.startswith("MOD ECP/38A4/1\n")
    shown = resdiff("show", out).stdout
    assert shown.startswith("WTSA resolution 64 · 新德里 2024 (revised) · zh · MOD ECP/38A4/1")
    assert "理由在此。" in shown
    assert resdiff("propose", out, "-o", again).returncode == 0
    assert again.read_bytes() == out.read_bytes()


def test_a_skeleton_is_edited_and_proposed(tmp_path: Path) -> None:
    draft, out = tmp_path / "draft.docx", tmp_path / "contribution.docx"
    ran = resdiff("skeleton", BASE, "-o", draft, *ECP, "--conference", "WTSA-24")
    assert ran.returncode == 0, ran.stderr
    ran = resdiff("propose", BASE, draft, "-o", out, "--edition", "New Delhi, 2024")
    assert ran.returncode == 0, ran.stderr
    assert ran.stderr.startswith("MOD ECP/38A4/1\n")
    assert "新德里 2024" in resdiff("show", out).stdout


def test_reasons_and_abstract_may_stand_in_files(tmp_path: Path) -> None:
    (tmp_path / "why.txt").write_text("第一。\n第二。\n", encoding="utf-8")
    ran = resdiff(
        "propose", BASE, EDITED, "-o", "c.docx", *ECP, "--reasons", "why.txt", cwd=tmp_path
    )
    assert ran.returncode == 0, ran.stderr
    shown = resdiff("show", "c.docx", cwd=tmp_path).stdout
    assert "第一。" in shown
    assert "第二。" in shown


def test_the_example_is_written_once(tmp_path: Path) -> None:
    assert resdiff("init", cwd=tmp_path).returncode == 0
    assert (tmp_path / "contribution.toml").read_text(encoding="utf-8").startswith("# ")
    ran = resdiff("init", cwd=tmp_path)
    assert ran.returncode == 11
    assert "hint: name another with -o" in ran.stderr


def test_a_toml_file_names_its_files_from_its_own_folder(tmp_path: Path) -> None:
    folder = tmp_path / "deep"
    folder.mkdir()
    shutil.copy(BASE, folder / "base.docx")
    text = 'source = "ECP"\ndocument = "1"\n[[proposal]]\nsymbol = "SUP"\nbase = "base.docx"\n'
    (folder / "c.toml").write_text(text, encoding="utf-8")
    ran = resdiff("propose", "deep/c.toml", "-o", "out.docx", "--document", "7", cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert ran.stderr.startswith("SUP ECP/7/1\n")


def test_a_toml_file_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    text = f'source = "ECP"\n[[proposal]]\nsymbol = "SUP"\nbase = "{BASE}"\n'
    (tmp_path / "c.toml").write_text(text, encoding="utf-8-sig")
    ran = resdiff("propose", "c.toml", "-o", "out.docx", cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr


def test_a_file_that_only_the_toml_file_names_is_said_to_be_named_there(tmp_path: Path) -> None:
    (tmp_path / "c.toml").write_text('source = "ECP"\n[[proposal]]\nbase = "gone.docx"\n')
    ran = resdiff("propose", "c.toml", "-o", "c.docx", cwd=tmp_path)
    assert ran.returncode == 3
    assert "hint: c.toml names it" in ran.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("propose", BASE, EDITED), 2, "name it with -o"),
        (("propose", BASE, EDITED, "-o", "c.docx"), 2, "--source ECP"),
        (("propose", BASE, "missing.docx", "-o", "c.docx", *ECP), 3, "missing.docx does not"),
        (("propose", "missing.toml", "-o", "c.docx"), 3, "missing.toml does not exist"),
        (("propose", BASE, EDITED, "-o", BASE, *ECP), 19, "never changed"),
        (("propose", BASE, EDITED, "-o", "c.docx", *ECP, "--edition", "2024"), 2, "no edition"),
        (("propose", BASE, EDITED, "-o", "c.docx", *ECP, "--symbol", "PUT"), 2, "no symbol"),
        (("propose", BASE, EDITED, "-o", "c.docx", *ECP, "--abstract", "a.txt"), 3, "a.txt"),
        (("propose", "a.toml", "-o", "c.docx", "--reasons", "So."), 2, "in the file"),
        (("skeleton", "missing.docx", "-o", "c.docx"), 3, "missing.docx does not exist"),
    ],
)
def test_what_goes_wrong_is_said_in_one_line_and_a_hint(
    arguments: tuple[object, ...], code: int, said: str, tmp_path: Path
) -> None:
    ran = resdiff(*arguments, cwd=tmp_path)
    assert ran.returncode == code
    assert said in ran.stderr
    assert [x.split(":")[0] for x in ran.stderr.splitlines()] == ["error", "hint"]
    assert not (tmp_path / "c.docx").exists()


@needs_libreoffice
def test_libreoffice_opens_a_contribution(tmp_path: Path) -> None:
    out = tmp_path / "contribution.docx"
    assert resdiff("propose", BASE, EDITED, "-o", out, *ECP).returncode == 0
    (printed,) = converted("pdf", out)
    assert printed.stat().st_size > 10_000


def test_the_contribution_is_checked_and_the_sum_told(tmp_path: Path) -> None:
    english = CORPUS / "res101-en"
    out = tmp_path / "c.docx"
    ran = resdiff("propose", english / "base.docx", english / "edited.docx", "-o", out, *ECP)
    sum_ = next(x for x in ran.stderr.splitlines() if x.startswith("check: "))
    told = resdiff("check", out).stdout.splitlines()
    assert sum_ == f"check: {told[-1].strip()}; resdiff check {out} tells them"
