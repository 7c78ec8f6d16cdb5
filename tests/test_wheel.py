"""The wheel holds all that the program needs, and nothing of the corpus."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from conftest import CORPUS, ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True, timeout=300)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_code_templates_words_and_schemas_only(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {n.split("/")[0] for n in names if ".dist-info/" not in n} == {"resdiff"}
    shipped = {n.removeprefix("resdiff/_templates/") for n in names if "_templates/" in n}
    assert shipped == {p.name for p in (ROOT / "templates").iterdir()}
    for folder in ("language/words", "schemas"):
        wanted = {p.name for p in (ROOT / "resdiff" / folder).iterdir() if p.is_file()}
        assert wanted <= {n.rsplit("/", 1)[-1] for n in names if folder in n}


def test_the_installed_program_runs_from_anywhere(wheel: Path, tmp_path: Path) -> None:
    site, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    elsewhere.mkdir()
    zipfile.ZipFile(wheel).extractall(site)
    seed = CORPUS / "res101-en"
    for suffix in ("docx", "html", "json"):
        out = elsewhere / f"out.{suffix}"
        files = [str(seed / "base.txt"), str(seed / "new.txt"), "-o", str(out)]
        subprocess.run(
            [sys.executable, "-P", "-m", "resdiff", "compare", *files],
            cwd=elsewhere,
            env={**os.environ, "PYTHONPATH": str(site)},
            check=True,
            capture_output=True,
            timeout=120,
        )
        assert out.stat().st_size > 1000
