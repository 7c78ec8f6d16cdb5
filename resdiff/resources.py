"""Finds `templates/`: in a checkout beside the package, in the wheel as `resdiff/_templates`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from resdiff.errors import ResdiffError


@cache
def templates() -> Path:
    """The folder of templates.

    Raises:  ResdiffError when the installation lacks it.
    """
    here = Path(__file__).parent
    for folder in (here / "_templates", here.parent / "templates"):
        if folder.is_dir():
            return folder
    raise ResdiffError("the templates are missing from this installation", "install resdiff again")
