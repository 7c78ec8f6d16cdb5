"""What is public says what it gives, and what raises says when."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT

MODULES = sorted((ROOT / "resdiff").rglob("*.py"))
COMMANDS = ROOT / "resdiff" / "cli"  # its docstrings are the help that users read


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    """The functions of a module and the methods of its classes; not what stands inside them."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body:
        inner = node.body if isinstance(node, ast.ClassDef) else [node]
        yield from (x for x in inner if isinstance(x, ast.FunctionDef))


def raises(function: ast.FunctionDef) -> bool:
    """Whether it raises an error that it makes; one that passes through is its maker's."""
    return any(isinstance(x, ast.Raise) and x.exc is not None for x in ast.walk(function))


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_public_function_says_what_it_gives(path: Path) -> None:
    silent = [x.name for x in functions(path) if x.name[0] != "_" and not ast.get_docstring(x)]
    assert silent == []


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_what_raises_says_when(path: Path) -> None:
    if COMMANDS in path.parents:
        return
    told = (x for x in functions(path) if raises(x) and ast.get_docstring(x))
    assert [x.name for x in told if "Raises:" not in (ast.get_docstring(x) or "")] == []
