"""What is needed to find out why a marked file was refused, in one archive."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from typing import Final

from resdiff import __version__
from resdiff.errors import ProofFailed
from resdiff.ooxml.verify import Verdict
from resdiff.renderers.docx import NotExact
from resdiff.renderers.heads import file_name
from resdiff.renderers.verdict import as_data, as_text
from resdiff.zipped import EARLIEST

_SAID: Final = """\
resdiff {version} made a marked file that did not pass its own proof, and did not write it.

This archive holds the documents themselves: whoever receives it can read them.
Nothing was sent anywhere; give it only to whom the documents may be given.

inputs/      the files that were compared
refused.docx what was refused
proof.txt    what the proof found
proof.json   the same as data
about.json   the version and the options

{message}
"""


def bundle(
    refusal: ProofFailed, inputs: Sequence[tuple[str, bytes]], options: Mapping[str, str]
) -> bytes:
    """The archive. Same input, same bytes."""
    about = {"version": __version__, "message": str(refusal), "options": dict(options)}
    entries = {
        "README.txt": _SAID.format(version=__version__, message=refusal).encode(),
        "about.json": (json.dumps(about, ensure_ascii=False, indent=1) + "\n").encode(),
    }
    for number, (name, data) in enumerate(inputs, 1):
        entries[f"inputs/{number}-{file_name(name)}"] = data
    if isinstance(refusal, NotExact):
        entries |= _proof(refusal.verdict)
        entries["refused.docx"] = refusal.refused
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(entries):
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, entries[name])
    return stream.getvalue()


def _proof(verdict: Verdict) -> dict[str, bytes]:
    return {"proof.txt": as_text(verdict).encode(), "proof.json": as_data(verdict).encode()}
