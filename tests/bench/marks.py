"""How closely marks agree with those that people made, beside other programs.

Run:     python tests/bench/marks.py [--only NAME ...] [--others PYTHON] [--libreoffice] [--each]
         needs the shared documents beside the checkout. PYTHON is an interpreter of another
         environment where docx-trackdiff or python-redlines[docxodus] are installed: they take part
         as programs and are no dependency. LibreOffice takes part through a macro of its own.
Shape:   each tracked file is settled both ways, and the two sides are compared anew. A table, a
         line a file: agreement over characters, marked characters and marked stretches of each
         program as shares of the person's; then medians, and in how many files nobody is better.
         A star: the output does not hold the two texts it was made from. Nothing is timed.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import signal
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
sys.path.insert(0, str(ROOT))

from resdiff import api  # noqa: E402
from resdiff.errors import ResdiffError  # noqa: E402
from resdiff.model import View  # noqa: E402

PATIENCE = 240
"""Seconds that another program gets for one file; the largest here has 7,500 paragraphs."""

TRACKDIFF = "from docx_trackdiff.compare import main; main()"
DOCXODUS = (
    "import sys; from pathlib import Path; from python_redlines import DocxodusEngine;"
    "old, new = (Path(x).read_bytes() for x in sys.argv[1:3]);"
    "Path(sys.argv[3]).write_bytes(DocxodusEngine().run_redline('a', old, new)[0])"
)
NEEDS = {"docxodus": ("python_redlines", DOCXODUS), "trackdiff": ("docx_trackdiff", TRACKDIFF)}

MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">
Sub Redline(before As String, after As String, out As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(ConvertToURL(after), "_blank", 0, hidden())
  Dim how(1) As New com.sun.star.beans.PropertyValue
  how(0).Name = "URL" : how(0).Value = ConvertToURL(before)
  how(1).Name = "NoAcceptDialog" : how(1).Value = True
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  frame = document.CurrentController.Frame
  dispatcher.executeDispatch(frame, ".uno:CompareDocuments", "", 0, how())
  Dim filter(0) As New com.sun.star.beans.PropertyValue
  filter(0).Name = "FilterName" : filter(0).Value = "MS Word 2007 XML"
  document.storeToURL(ConvertToURL(out), filter())
  document.close(True)
End Sub
</script:module>
"""
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Module1"/>
</library:library>
"""

Program = Callable[[Path, Path, Path], None]


@dataclass(frozen=True)
class Score:
    """One output beside the person's. Shape: `exact` whether it holds both texts."""

    f1: float
    marked: float
    runs: float
    exact: bool


def resdiff(old: Path, new: Path, out: Path) -> None:
    sides = [api.read(path.read_bytes(), path.name) for path in (old, new)]
    out.write_bytes(api.render(api.redline(sides[0], sides[1], "docx"), "docx"))


def other(python: str, code: str) -> Program:
    def compare(old: Path, new: Path, out: Path) -> None:
        _called([python, "-c", code, str(old), str(new), str(out)])

    return compare


def libreoffice(profile: Path) -> Program:
    """LibreOffice's own comparison of documents, by a macro in a profile of its own."""
    basic = profile / "user" / "basic" / "Standard"
    first = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless"]
    _called([*first, "--terminate_after_init"])
    basic.mkdir(parents=True, exist_ok=True)
    (basic / "Module1.xba").write_text(MACRO, encoding="utf-8")
    (basic / "script.xlb").write_text(LIBRARY, encoding="utf-8")

    def compare(old: Path, new: Path, out: Path) -> None:
        _called([*first, f'macro:///Standard.Module1.Redline("{old}","{new}","{out}")'])

    return compare


def _called(command: Sequence[str]) -> None:
    """Runs a command; when its time is over it ends with all that it started."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet, start_new_session=True) as process:
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise


def programs(others: str, office: bool, folder: Path) -> dict[str, Program]:
    """The programs that are here, by name."""
    found: dict[str, Program] = {"resdiff": resdiff}
    for name, (module, code) in NEEDS.items() if others else ():
        there = subprocess.run([others, "-c", f"import {module}"], capture_output=True, check=False)
        if there.returncode == 0:
            found[name] = other(others, code)
    if office:
        found["LibreOffice"] = libreoffice(folder / "profile")
    return found


def scorer() -> Callable[[str, str], Mapping[str, float]]:
    """The independent scorer's `score(human, produced)`."""
    path = SHARED / "checks" / "agreement.py"
    spec = importlib.util.spec_from_file_location("agreement", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path.name} is not beside this checkout")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Callable[[str, str], Mapping[str, float]] = module.score
    return found


def scores(tracked: Path, known: Mapping[str, Program], folder: Path) -> dict[str, Score | None]:
    """Each program's score on one tracked file; None where it gave nothing."""
    data = tracked.read_bytes()
    sides = folder / "old.docx", folder / "new.docx"
    for path, view in zip(sides, (View.ORIGINAL, View.FINAL), strict=True):
        path.write_bytes(api.settle(data, tracked.name, view))
    found: dict[str, Score | None] = {}
    for name, compare in known.items():
        out = folder / "out.docx"
        out.unlink(missing_ok=True)
        try:
            compare(*sides, out)
        except (subprocess.TimeoutExpired, ResdiffError) as error:
            print(f"{tracked.parent.name}: {name}: {type(error).__name__}", file=sys.stderr)
        if out.exists():
            said = scorer()(str(tracked), str(out))
            exact = bool(said["same_old"] and said["same_new"])
            found[name] = Score(said["f1"], said["marked_ratio"] or 0, said["runs_ratio"], exact)
        else:
            found[name] = None
    return found


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--only", nargs="*", default=[])
    arguments.add_argument("--others", default="")
    arguments.add_argument("--libreoffice", action="store_true")
    arguments.add_argument("--each", action="store_true", help="print lines as they come")
    asked = arguments.parse_args()
    files = sorted((SHARED / "data" / "human").glob("*/redline.docx"))
    files = [f for f in files if not asked.only or f.parent.name in asked.only]
    with tempfile.TemporaryDirectory() as folder:
        known = programs(asked.others, asked.libreoffice, Path(folder))
        table = {}
        print("| file | " + " | ".join(f"{n} f1 | marked | runs" for n in known) + " |")
        print("| --- |" + " ---: | ---: | ---: |" * len(known))
        for file in files:
            table[file.parent.name] = scores(file, known, Path(folder))
            print(_line(file.parent.name, table[file.parent.name]), flush=asked.each)
    for name in known:
        print(f"{name}: {_summary(name, table)}")


def _line(name: str, found: Mapping[str, Score | None]) -> str:
    cells = [
        "- | - | -"
        if s is None
        else f"{s.f1:.3f}{'' if s.exact else '*'} | {s.marked:.2f} | {s.runs:.2f}"
        for s in found.values()
    ]
    return f"| {name} | {' | '.join(cells)} |"


def _summary(name: str, table: Mapping[str, Mapping[str, Score | None]]) -> str:
    own = [s for row in table.values() if (s := row[name]) is not None]
    if not own:
        return "nothing"
    best = sum(
        1
        for row in table.values()
        if (s := row[name]) is not None and s.f1 >= max(x.f1 for x in row.values() if x)
    )
    middle = [
        statistics.median(values)
        for values in zip(*((s.f1, s.marked, s.runs) for s in own), strict=True)
    ]
    return (
        f"median f1 {middle[0]:.3f}, marked {middle[1]:.2f}, runs {middle[2]:.2f};"
        f" best or equal in {best} of {len(table)}; {sum(s.exact for s in own)} hold both texts"
    )


if __name__ == "__main__":
    main()
