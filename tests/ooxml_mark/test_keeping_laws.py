"""The law of kept marks, over generated files with marks of every kind by two authors."""

from __future__ import annotations

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tracked_files import later_editions, tracked_files

from resdiff import api
from resdiff.errors import MarksNotKept
from resdiff.model import View
from resdiff.ooxml import Package, keeping, settle
from resdiff.ooxml.verify import verify
from resdiff.renderers.docx import NotExact

OURS = "ECP"


def kept(old: bytes, new: bytes) -> bytes:
    """The new file marked beside the old one's marks; raises what the library raises."""
    documents = [api.read(x, name) for x, name in ((old, "old.docx"), (new, "new.docx"))]
    options = api.RenderOptions(keep_marks=True)
    return api.mark(api.compare(*documents), OURS, "2026-01-01T00:00:00Z", options).data


def test_old_marks_of_every_kind_stay_their_authors() -> None:
    """Refused are few: the generator heaps marks on top of one another."""
    outcomes: list[bool] = []

    @settings(max_examples=60, phases=[Phase.generate])
    @given(st.data())
    def run(data: st.DataObject) -> None:
        old = data.draw(tracked_files())
        new = data.draw(later_editions(old))
        try:
            result = Package.open(kept(old, new), "kept.docx")
        except (NotExact, MarksNotKept):
            outcomes.append(False)
            return
        outcomes.append(True)
        _check(Package.open(old, "old.docx"), Package.open(new, "new.docx"), result)

    run()
    assert outcomes.count(False) <= len(outcomes) // 20


def _check(old: Package, new: Package, result: Package) -> None:
    theirs = settle(result, View.ORIGINAL, {OURS})
    assert keeping.told(theirs) == keeping.told(old)
    assert keeping.authors(theirs) == keeping.authors(old)
    whole = verify(settle(old, View.ORIGINAL), new, result)
    assert (whole.accept, whole.reject) == ((), ())
    for view in View:
        side = verify(settle(old, view), settle(old, view), settle(theirs, view))
        assert (side.accept, side.reject, side.formatting) == ((), (), ())
    assert b"resdiff" not in b"".join(map(result.data, result.names))
