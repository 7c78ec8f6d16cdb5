"""Takes apart texts in which the old and new words of a tracked file stand run together."""

from resdiff.recovery.recover import recover
from resdiff.recovery.rendering import FORMATS, Signed, render
from resdiff.recovery.texts import text_of
from resdiff.recovery.values import Certainty, Recovery, Stretch

__all__ = [
    "FORMATS",
    "Certainty",
    "Recovery",
    "Signed",
    "Stretch",
    "recover",
    "render",
    "text_of",
]
