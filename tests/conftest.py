"""Where the tests find their documents."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "corpus"
SHARED = ROOT.parent / "shared"  # real documents by others; not part of the project

needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the shared documents are not beside this checkout"
)
needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed"
)
needs_chromium = pytest.mark.skipif(
    shutil.which("chromium") is None, reason="Chromium is not installed"
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--accept` rewrites the expected blocks of the readable cases; read the diff afterwards."""
    parser.addoption("--accept", action="store_true", help="rewrite what the cases expect")


# The machines are noisy: no deadline, and the same examples every time.
settings.register_profile(
    "resdiff", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("resdiff")
