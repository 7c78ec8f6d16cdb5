"""Japanese words that signs alone tell: compounds of katakana, ideographs that kana inflect."""

from __future__ import annotations

import pytest

from resdiff.differ.edits import edits


def marked(old: str, new: str) -> str:
    """Both texts woven into one."""
    out, at = "", 0
    for edit in edits(old, new)[0]:
        gone, come = old[edit.old_start : edit.old_stop], new[edit.new_start : edit.new_stop]
        out += old[at : edit.old_start] + (f"[{gone}]" if gone else "")
        out += f"{{{come}}}" if come else ""
        at = edit.old_stop
    return out + old[at:]


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        (
            "あらゆるコンプライアンスプログラムが満たす要件",
            "あらゆるコンプライアンス プログラムが満たす要件",
            "あらゆるコンプライアンス{ }プログラムが満たす要件",
        ),
        (
            "供給ソフトウェアを統制する文書",
            "供給ソフトウェアに関する文書",
            "供給ソフトウェア[を統制する]{に関する}文書",
        ),
        (
            "できるようになることに手を貸します。",
            "できるようになるための支援をします。",
            "できるようになる[ことに手を貸します]{ための支援をします}。",
        ),
        ("教材を利用する組織", "教材を使用する組織", "教材を[利用]{使用}する組織"),
    ],
)
def test_no_mark_begins_or_ends_inside_a_japanese_word(old: str, new: str, wanted: str) -> None:
    assert marked(old, new) == wanted


def test_a_compound_that_neither_text_parts_stays_one_run_of_signs() -> None:
    run = "コンプライアンスプログラム"
    assert marked(f"{run}が", f"{run}は") == f"{run}[が]{{は}}"
