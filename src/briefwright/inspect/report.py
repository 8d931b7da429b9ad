"""Findings to what a machine reads: JSON of our own, or SARIF 2.1.0 (OASIS) for editors and code hosts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from ..core.diagnostics import Diagnostic, Severity
from ..core.messages import CATALOGUE
from .coverage import Coverage
from .terminal import plain

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def formatted(findings: Sequence[Diagnostic], form: str, version: str, coverage: Coverage | None = None) -> str:
    """The findings as ``json`` or ``sarif`` of a version of ours, indented, keys in a stable order.

    With a coverage, JSON is {findings, coverage} and SARIF has it among the properties of its run.
    """
    tree: Any = _sarif(findings, version) if form == "sarif" else [_plain(finding) for finding in findings]
    if coverage:
        if form == "sarif":
            tree["runs"][0]["properties"] = {"coverage": plain(coverage)}
        else:
            tree = {"findings": tree, "coverage": plain(coverage)}
    return json.dumps(tree, indent=2, ensure_ascii=False)


def _plain(finding: Diagnostic) -> dict[str, Any]:
    where = finding.span
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
        "file": where.file if where else None,
        "line": where.line if where else None,
        "column": where.column if where else None,
    }


def _sarif(findings: Sequence[Diagnostic], version: str) -> dict[str, Any]:
    codes = sorted({finding.code for finding in findings})
    rules = [{"id": code, "shortDescription": {"text": CATALOGUE[code].text}} for code in codes]
    driver = {"name": "briefwright", "version": version, "rules": rules}
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": [_result(finding) for finding in findings]}],
    }


def _result(finding: Diagnostic) -> dict[str, Any]:
    text = finding.message + (f"\n{finding.hint}" if finding.hint else "")
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": LEVELS[finding.severity],
        "message": {"text": text},
    }
    if finding.span:
        region = {"startLine": finding.span.line, "startColumn": finding.span.column}
        place = {"artifactLocation": {"uri": quote(finding.span.file)}, "region": region}
        result["locations"] = [{"physicalLocation": place}]
    return result
