"""The clause table of a text that is written from right to left."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner
from conftest import SHARED, needs_shared

from resdiff.cli.consolidate import command


@needs_shared
def test_the_brackets_of_arabic_labels_stay_with_them(tmp_path: Path) -> None:
    folder, page = SHARED / "data" / "six" / "A-ar", tmp_path / "page.html"
    files = [str(folder / name) for name in ("base.docx", "proposal.docx", "proposal-clean.docx")]
    who = ["--author", f"B={files[2]}"]
    done = CliRunner().invoke(command, [*files, *who, "-o", str(page)], catch_exceptions=False)
    assert done.exit_code == 0
    said = page.read_text(encoding="utf-8")
    assert "دون تغيير (1): \u2068وإذ يضع في اعتباره أ )\u2069" in said
    assert '<html lang="ar" dir="rtl">' in said
    assert '<span class="remark" lang="ar" dir="rtl">' in said
