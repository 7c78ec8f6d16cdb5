"""Without any edition: places where words run together, by what a resolution must look like."""

from __future__ import annotations

from resdiff.recovery.values import Recovery


def recover_alone(flat: str, language: str) -> Recovery:
    raise NotImplementedError
