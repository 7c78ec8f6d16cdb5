"""What the six languages of the ITU print: number lines, histories, calls, labels, places, front
and back matter.

Words are data (`words/*.toml`, one file a language, and files shared by all); the modules here are
grammar that no language owns. Everything is read from plain text and given back as plain values;
nothing here knows a file format.

    numberline.read    RESOLUTION 101 (Rev. Dubai, 2018)
    history.read       (Minneapolis, 1998) – (Rev. Antalya, 2006)
    adopting.read      The Plenipotentiary Conference … (Dubai, 2018),
    calls.read         instructs the Director of BDT
    calls.find_inside  a call swallowed by the paragraph before it
    labels.read        a), 1, 1.1, ii), –
    matter.read        MOD ECP/38A4/1, Reasons:, ANNEX 1
    places.find        Dubai, Dubaï, دبي
    detect             the language of a text
"""

from __future__ import annotations

from resdiff.language import adopting, calls, history, labels, matter, numberline, places
from resdiff.language.detection import Detection, detect
from resdiff.language.packs import LANGUAGES, Pack, pack

__all__ = [
    "LANGUAGES",
    "Detection",
    "Pack",
    "adopting",
    "calls",
    "detect",
    "history",
    "labels",
    "matter",
    "numberline",
    "pack",
    "places",
]
