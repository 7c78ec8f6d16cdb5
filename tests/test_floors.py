"""A room imports only from floors below its own, and only the packages it may."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT

FLOORS: tuple[frozenset[str], ...] = (
    frozenset({"errors", "patterns", "toml", "values"}),
    frozenset({"model", "zipped"}),
    frozenset({"language", "ooxml", "resources", "pages", "spreadsheets"}),
    frozenset({"parsers", "differ", "renderers", "typeset", "citations", "symbols"}),
    frozenset(
        {"redline", "recovery", "checker", "proposals", "consolidator", "history", "concord"}
    ),
    frozenset({"api"}),
    frozenset({"batch"}),
    frozenset({"index"}),
    frozenset({"cli"}),
)
PACKAGES: dict[str, frozenset[str]] = {
    "ooxml": frozenset({"lxml"}),
    "parsers": frozenset({"lxml", "pdfminer", "pdfplumber"}),
    "differ": frozenset({"diff_match_patch"}),
    "pages": frozenset({"jinja2", "markupsafe"}),
    "spreadsheets": frozenset({"openpyxl"}),
    "renderers": frozenset({"openpyxl"}),
    "typeset": frozenset({"docx", "lxml"}),
    "proposals": frozenset({"lxml"}),
    "consolidator": frozenset({"docx", "lxml", "openpyxl"}),
    "concord": frozenset({"openpyxl"}),
    "batch": frozenset({"distributed", "openpyxl"}),
    "index": frozenset({"rapidfuzz", "rensa", "snowballstemmer"}),
    "cli": frozenset({"click"}),
}
# A plain value module may be imported by its own floor: resources only finds files.
SHARED_ROOMS = frozenset({"resources"})


def floor(room: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if room in rooms)


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: relative import"
            if node.module == "resdiff":
                yield from (f"resdiff.{alias.name}" for alias in node.names)
            else:
                yield node.module


MODULES = sorted((ROOT / "resdiff").rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_module_imports_only_from_floors_below_and_its_own_packages(path: Path) -> None:
    room = path.relative_to(ROOT / "resdiff").parts[0].removesuffix(".py")
    if room in {"__init__", "__main__"}:
        return
    for name in imports(path):
        top, _, rest = name.partition(".")
        if top == "resdiff":
            other = rest.split(".")[0]
            if other in {"", "__version__", room} or other in SHARED_ROOMS:
                continue
            assert floor(other) < floor(room), f"{room} imports {name}"
        elif top not in sys.stdlib_module_names:
            assert top in PACKAGES.get(room, frozenset()), f"{room} imports {name}"


def test_every_room_has_a_floor() -> None:
    rooms = {
        p.name.removesuffix(".py")
        for p in (ROOT / "resdiff").iterdir()
        if (p.is_dir() and (p / "__init__.py").exists()) or p.suffix == ".py"
    }
    placed = frozenset().union(*FLOORS)
    assert rooms - {"__init__", "__main__"} == placed
