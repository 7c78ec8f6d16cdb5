"""Programs run as their users run them: resdiff itself, LibreOffice, a browser."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from conftest import ROOT

RESDIFF = (sys.executable, "-m", "resdiff")
_LONGEST = 300  # seconds; a program that takes longer hangs
_CHROMIUM = (
    *("chromium", "--headless", "--no-sandbox", "--disable-gpu"),
    *("--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)


def resdiff(
    *arguments: object, given: bytes | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """The command line of this checkout in a process of its own, `given` on its standard input."""
    command = [*RESDIFF, *map(str, arguments)]
    done = subprocess.run(
        command,
        input=given,
        capture_output=True,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=_LONGEST,
        check=False,
    )
    return subprocess.CompletedProcess(
        command, done.returncode, done.stdout.decode(), done.stderr.decode()
    )


def converted(kind: str, *files: Path) -> list[Path]:
    """The files as LibreOffice saves them, beside the originals."""
    folder = files[0].parent
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    where = ("--outdir", str(folder))
    command = ["soffice", profile, "--headless", "--convert-to", kind, *where, *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=_LONGEST)
    return [file.with_suffix(f".{kind}") for file in files]


def browsed(page: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """What a browser makes of a page: its tree on stdout, what it complains of on stderr."""
    profile = f"--user-data-dir={page.parent / 'profile'}"
    return subprocess.run(
        [*_CHROMIUM, "--enable-logging=stderr", profile, *options, page.as_uri()],
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=_LONGEST,
    )
