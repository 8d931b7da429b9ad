"""Findings as a machine reads them: plain JSON, and SARIF 2.1.0."""

import json

from briefwright.core.diagnostics import Span
from briefwright.core.messages import CATALOGUE, diagnose
from briefwright.inspect.report import formatted

FINDINGS = (
    diagnose("BW203", Span("briefs/tee für zwei.yaml", 41, 11), name="aproved", hint='did you mean "approved"?'),
    diagnose("BW806", Span("b.yaml", 2, 3), count=21),
    diagnose("BW804", None),
)


def test_json_has_an_object_a_finding() -> None:
    first, second, third = json.loads(formatted(FINDINGS, "json", "1.2.3"))
    assert first == {
        "code": "BW203",
        "severity": "error",
        "message": 'figure "aproved" is not defined',
        "hint": 'did you mean "approved"?',
        "file": "briefs/tee für zwei.yaml",
        "line": 41,
        "column": 11,
    }
    assert (second["severity"], second["line"]) == ("warning", 2)
    assert (third["severity"], third["file"], third["line"]) == ("note", None, None)


def test_nothing_found_is_an_empty_list() -> None:
    assert json.loads(formatted((), "json", "1.2.3")) == []


def test_sarif_names_its_version_and_its_tool() -> None:
    log = json.loads(formatted(FINDINGS, "sarif", "1.2.3"))
    assert (log["version"], log["$schema"]) == ("2.1.0", "https://json.schemastore.org/sarif-2.1.0.json")
    [run] = log["runs"]
    assert (run["tool"]["driver"]["name"], run["tool"]["driver"]["version"]) == ("briefwright", "1.2.3")


def test_every_sarif_result_is_of_a_rule_that_the_run_lists() -> None:
    [run] = json.loads(formatted(FINDINGS, "sarif", "1.2.3"))["runs"]
    rules = {rule["id"]: rule["shortDescription"]["text"] for rule in run["tool"]["driver"]["rules"]}
    assert rules == {code: CATALOGUE[code].text for code in ("BW203", "BW804", "BW806")}
    assert {result["ruleId"] for result in run["results"]} == set(rules)


def test_sarif_levels_are_error_warning_and_note() -> None:
    [run] = json.loads(formatted(FINDINGS, "sarif", "1.2.3"))["runs"]
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note"]


def test_a_sarif_result_has_its_message_hint_and_place() -> None:
    [run] = json.loads(formatted(FINDINGS, "sarif", "1.2.3"))["runs"]
    first, _, last = run["results"]
    assert first["message"]["text"] == 'figure "aproved" is not defined\ndid you mean "approved"?'
    [place] = first["locations"]
    assert place["physicalLocation"]["region"] == {"startLine": 41, "startColumn": 11}
    assert "locations" not in last


def test_the_address_of_a_sarif_result_is_a_uri() -> None:
    [run] = json.loads(formatted(FINDINGS, "sarif", "1.2.3"))["runs"]
    address = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert address == "briefs/tee%20f%C3%BCr%20zwei.yaml"
