"""The table of rules: each a small function with an id, a severity and an explanation."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator

from resdiff.checker.subject import Subject
from resdiff.checker.values import Fault, Severity
from resdiff.values import dataclass

Look = Callable[[Subject], Iterator[Fault]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its id never changes; `explanation` says what is wrong, why, and what to do."""

    id: str
    severity: Severity
    look: Look

    @property
    def explanation(self) -> str:
        """The docstring of the function that looks."""
        return inspect.getdoc(self.look) or ""

    @property
    def summary(self) -> str:
        """The explanation's first sentence."""
        return self.explanation.partition("\n\n")[0].replace("\n", " ")


_RULES: dict[str, Rule] = {}


def rule(id: str, severity: Severity) -> Callable[[Look], Look]:
    """Enters a function into the table of rules."""

    def enter(look: Look) -> Look:
        assert id not in _RULES, id
        _RULES[id] = Rule(id, severity, look)
        return look

    return enter


def all_rules() -> tuple[Rule, ...]:
    """Every rule, by id."""
    import resdiff.checker.rules  # noqa: F401  (importing the rules enters them)

    return tuple(_RULES[id] for id in sorted(_RULES))
