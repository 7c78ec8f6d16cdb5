"""A linter for drafting faults: rules with stable ids, findings with place, reason and fix.

for finding in checker.check(document):
    print(finding.rule, finding.path, finding.message)
"""

from resdiff.checker.checking import check
from resdiff.checker.facts import Facts, KnownEdition, table
from resdiff.checker.registry import Rule, all_rules
from resdiff.checker.values import Basis, Finding, Fix, Severity

__all__ = [
    "Basis",
    "Facts",
    "Finding",
    "Fix",
    "KnownEdition",
    "Rule",
    "Severity",
    "all_rules",
    "check",
    "table",
]
