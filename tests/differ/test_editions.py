"""Editions of real texts, years apart: clauses that were reworded until little of them is left."""

from __future__ import annotations

from functools import cache

import pytest
from conftest import ROOT, SHARED, needs_shared

from resdiff import parsers
from resdiff.differ import compare
from resdiff.model import Comparison, Document, View

DATA = SHARED / "data"


def read(name: str) -> Document:
    path = ROOT / name if name.startswith("corpus") else DATA / name
    return parsers.read(path.read_bytes(), path.name, View.FINAL)


@cache
def compared(old: str, new: str) -> Comparison:
    return compare(read(old), read(new))


def partners(comparison: Comparison, start: str) -> list[str]:
    """The new text of each clause that begins so in the old; nothing for one that was deleted."""
    return [
        " ".join(comparison.new.clauses[j].text for j in change.new)
        for change in comparison.changes
        if any(comparison.old.clauses[i].text.startswith(start) for i in change.old)
    ]


@needs_shared
@pytest.mark.parametrize(
    ("start", "becomes"),
    [
        ("G3：审查及核准", "目标3"),
        ("G2：分担责任", "目标"),
        ("要件", "要求"),
        ("审核稽证：", "核查材料"),
        ("FOSS 政策书及至何处", "开源管理政策及从哪里"),
        ("审核稽证 - 为了使", "核查材料 - 为了使"),
        ("FOSS（自由开源软体） - ", "开源软件 (自由开源软件) - "),
        ("3.1.1 存在一份被列册的流程", "3.1.1 A 一个有记录的流程"),
    ],
)
def test_what_was_translated_anew_keeps_its_partner(start: str, becomes: str) -> None:
    editions = "editions-openchain/zh-1.1.docx", "editions-openchain/zh-1.2.docx"
    found = partners(compared(*editions), start)
    assert found
    assert all(text.startswith(becomes) for text in found)


@needs_shared
def test_a_definition_that_moved_and_was_reworded_keeps_its_partner() -> None:
    editions = "editions-openchain/zh-1.2.docx", "editions-openchain/zh-2.0.docx"
    [found] = partners(compared(*editions), "已经确认的许可证")
    assert found.startswith("“已识别的许可证”")


@needs_shared
def test_a_process_that_became_a_resolution_keeps_its_place() -> None:
    editions = "corpus/res101-en/new.txt", "itu-pp18/res_101.txt"
    [found] = partners(compared(*editions), "United Nations General Assembly 2nd Committee")
    assert found == "UNGA Resolution 68/302, on the review of WSIS;"
