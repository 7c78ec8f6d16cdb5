"""Findings as text for the terminal, as JSON, and as SARIF for tools that show findings."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence

from resdiff.checker.registry import Rule, all_rules
from resdiff.checker.values import Finding, Severity

SCHEMA = "resdiff/check/1"
_SARIF = "https://json.schemastore.org/sarif-2.1.0.json"
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
Named = Mapping[str, Sequence[Finding]]


def text(findings: Named, color: bool = False) -> str:
    """Findings to read: a line a finding, its place and words below; the sum at the end.

    Shape:   `findings` by file, in the order of the files.
    """
    lines: list[str] = []
    for name, found in findings.items():
        lines.append(_paint(name, "1", color))
        several = len({one.instrument for one in found}) > 1
        for one in found:
            lines.extend(_lines(one, several, color))
        lines.append(f"  {count(found)}" if found else "  no faults found")
        lines.append("")
    return "\n".join(lines)


def _lines(one: Finding, several: bool, color: bool) -> list[str]:
    """A finding; its instrument is named where the file's findings are of several."""
    place = " ".join(p for p in (one.instrument if several else "", one.path) if p)
    severity = _paint(one.severity.value, _COLOURS[one.severity], color)
    lines = [f"  {place}: {severity}: {one.message}  [{one.rule}; by {one.basis.value}]"]
    if one.excerpt:
        lines.append(f"      {one.excerpt}")
    if one.fix is not None:
        kind = "fix" if one.fix.safe else "possible fix"
        lines.append(f"      {kind}: {one.mended}")
    return lines


def count(found: Sequence[Finding]) -> str:
    """How many findings of each severity there are, and how many are safe to fix."""
    counts = Counter(one.severity for one in found)
    parts = [_many(counts[s], s.value) for s in Severity if counts[s]]
    safe = sum(1 for one in found if one.fix is not None and one.fix.safe)
    return ", ".join(parts) + (f"; {_many(safe, 'safe fix', 'es')}" if safe else "")


def _many(number: int, word: str, ending: str = "s") -> str:
    return f"{number} {word}{'' if number == 1 else ending}"


def _paint(words: str, code: str, color: bool) -> str:
    return f"\x1b[{code}m{words}\x1b[0m" if color else words


def as_json(findings: Named) -> str:
    """Findings as data, by `schemas/check.json`."""
    files = [
        {"name": name, "findings": [_data(one) for one in found]}
        for name, found in findings.items()
    ]
    return json.dumps({"schema": SCHEMA, "files": files}, ensure_ascii=False, indent=2) + "\n"


def _data(one: Finding) -> dict[str, object]:
    fix = None
    if one.fix is not None:
        fix = {
            "start": one.fix.start,
            "stop": one.fix.stop,
            "replacement": one.fix.replacement,
            "safe": one.fix.safe,
            "mended": one.mended,
        }
    return {
        "rule": one.rule,
        "severity": one.severity.value,
        "message": one.message,
        "basis": one.basis.value,
        "instrument": one.instrument,
        "path": one.path,
        "start": one.start,
        "stop": one.stop,
        "excerpt": one.excerpt,
        "places": [
            {"part": a.part, "paragraph": a.paragraph, "start": a.start, "stop": a.stop}
            for a in one.anchors
        ],
        "fix": fix,
    }


def as_sarif(findings: Named, version: str) -> str:
    """Findings as a SARIF log of one run.

    Shape:   the clause stands as a logical location, since a Word file has no lines; fixes are in
             the properties, because SARIF's own count characters of a text file.
    Source:  SARIF 2.1.0, OASIS, §3.27 (result), §3.33 (logicalLocation), §3.49 (reporting
             descriptor).
    """
    known = all_rules()
    numbers = {rule.id: n for n, rule in enumerate(known)}
    driver = {
        "name": "resdiff",
        "version": version,
        "rules": [_descriptor(rule) for rule in known],
    }
    results = [
        _result(name, one, numbers[one.rule]) for name, found in findings.items() for one in found
    ]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log = {"$schema": _SARIF, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _descriptor(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.explanation},
        "defaultConfiguration": {"level": rule.severity.value},
    }


def _result(name: str, one: Finding, number: int) -> dict[str, object]:
    from urllib.parse import quote

    place = "/".join(p for p in (one.instrument, one.path) if p)
    properties = {k: v for k, v in _data(one).items() if k in ("basis", "excerpt", "places", "fix")}
    return {
        "ruleId": one.rule,
        "ruleIndex": number,
        "level": one.severity.value,
        "message": {"text": one.message},
        "locations": [
            {
                "physicalLocation": {"artifactLocation": {"uri": quote(name)}},
                "logicalLocations": [{"fullyQualifiedName": place, "kind": "clause"}],
            }
        ],
        "properties": properties,
    }


def explain(rule: Rule) -> str:
    """A rule's explanation with its id and severity."""
    return f"{rule.id} ({rule.severity.value})\n\n{rule.explanation}\n"


def listing() -> str:
    """Every rule in a line."""
    known = all_rules()
    width = max(len(rule.id) for rule in known)
    return "".join(f"{r.id:<{width}}  {r.severity.value:<7}  {r.summary}\n" for r in known)
