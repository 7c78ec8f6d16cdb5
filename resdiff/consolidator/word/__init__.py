"""Several marked packages over one base, laid over one another into one."""

from resdiff.consolidator.word.overlay import Refused, overlay
from resdiff.consolidator.word.reduce import reduce

__all__ = ["Refused", "overlay", "reduce"]
