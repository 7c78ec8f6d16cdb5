"""Takes apart texts in which the old and new words of a tracked file stand run together."""

from resdiff.recovery.recover import recover
from resdiff.recovery.values import Certainty, Recovery, Stretch

__all__ = ["Certainty", "Recovery", "Stretch", "recover"]
