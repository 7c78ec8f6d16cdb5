"""Many proposals over one base: who changes what, where they agree and where they conflict."""

from resdiff.consolidator.values import (
    Consolidation,
    Entry,
    Matter,
    Meeting,
    Policy,
    Remark,
    Row,
    Voice,
)

__all__ = ["Consolidation", "Entry", "Matter", "Meeting", "Policy", "Remark", "Row", "Voice"]
