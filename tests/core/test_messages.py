"""Every sentence that a user can read stands in the tables, is used, and has its words filled in."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from briefwright.core.diagnostics import Severity, Span
from briefwright.core.messages import CATALOGUE, Sentence, diagnose, did_you_mean, nearest, nearest_or_all

SOURCE = Path(__file__).resolve().parents[2] / "src" / "briefwright"
TABLES = sorted((SOURCE / "core" / "catalogue").glob("*.py"))
FILES = [path for path in sorted(SOURCE.rglob("*.py")) if path not in TABLES]
CODE = re.compile(r"\bBW\d{3}\b")


def words_in(text: str | None) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text or "") if name}


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call of ``diagnose`` or ``Fault`` with its code written out, and where it stands."""
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("diagnose", "Fault") and node.args:
                yield f"{path.relative_to(SOURCE)}:{node.lineno}", node


def test_every_code_in_the_source_is_in_the_catalogue() -> None:
    used = {code for path in FILES for code in CODE.findall(path.read_text(encoding="utf-8"))}
    assert used - set(CATALOGUE) == set()


def test_every_sentence_of_the_catalogue_is_used() -> None:
    used = {code for path in FILES for code in CODE.findall(path.read_text(encoding="utf-8"))}
    assert set(CATALOGUE) - used == set()


def codes_of(table: Path) -> list[str]:
    return re.findall(r'"(BW\d{3})": Sentence', table.read_text(encoding="utf-8"))


def test_no_code_stands_in_two_tables() -> None:
    assert sorted(code for table in TABLES for code in codes_of(table)) == sorted(CATALOGUE)


def test_the_catalogue_is_in_the_order_of_its_codes() -> None:
    assert list(CATALOGUE) == sorted(CATALOGUE)


def test_every_call_gives_the_words_that_its_sentence_needs_and_no_others() -> None:
    wrong = []
    for where, call in calls():
        if not isinstance(call.args[0], ast.Constant):
            continue
        given = {keyword.arg for keyword in call.keywords}
        if None in given:
            continue  # **words: only running it tells
        sentence = CATALOGUE[call.args[0].value]
        needed = words_in(sentence.text) | (words_in(sentence.hint) if "hint" not in given else set())
        allowed = words_in(sentence.text) | words_in(sentence.hint) | {"hint", "at"}
        if missing := needed - given:
            wrong.append(f"{where}: {call.args[0].value} needs {', '.join(sorted(missing))}")
        if loose := given - allowed:
            wrong.append(f"{where}: {call.args[0].value} has no place for {', '.join(sorted(map(str, loose)))}")
    assert wrong == []


@pytest.mark.parametrize("code", CATALOGUE)
def test_a_sentence_takes_its_words(code: str) -> None:
    sentence = CATALOGUE[code]
    words = dict.fromkeys(words_in(sentence.text) | words_in(sentence.hint), 12)
    told = diagnose(code, Span("brief.yaml", 3, 7), **words)
    assert (told.code, told.severity) == (code, sentence.severity)
    assert str(told).startswith(f"brief.yaml:3:7: {sentence.severity.value} {code}: ")
    for name in words:
        assert f"{{{name}" not in str(told)


@pytest.mark.parametrize("code", CATALOGUE)
def test_a_sentence_reads_on_after_its_code(code: str) -> None:
    for text in (CATALOGUE[code].text, CATALOGUE[code].hint):
        if text:
            assert text == text.strip()
            assert not text.endswith("."), text
            assert not text[:1].isupper() or text.split()[0].strip(",").isupper(), text


def test_a_hint_of_the_caller_replaces_the_tables_own() -> None:
    assert diagnose("BW106").hint == CATALOGUE["BW106"].hint
    assert diagnose("BW106", hint="use an editor").hint == "use an editor"


def test_a_diagnostic_prints_as_place_weight_code_and_hint() -> None:
    told = diagnose("BW203", Span("b.yaml", 41, 11), name="aproved", hint='did you mean "approved" (line 18)?')
    assert str(told) == (
        'b.yaml:41:11: error BW203: figure "aproved" is not defined\n    hint: did you mean "approved" (line 18)?'
    )


def test_without_a_place_it_starts_with_its_weight() -> None:
    assert str(diagnose("BW804", hint="so")).startswith("note BW804: ")


def test_braces_in_what_a_user_wrote_are_left_alone() -> None:
    assert 'figure "{{ x }}"' in str(diagnose("BW203", name="{{ x }}"))


def test_the_nearest_name_is_close_or_none() -> None:
    assert nearest("executiv", ["full", "executive"]) == "executive"
    assert nearest("zzz", ["full", "executive"]) is None
    assert nearest("full", []) is None


def test_a_hint_names_the_nearest_or_all_there_are() -> None:
    assert did_you_mean("agends", ["agenda", "bullets"]) == 'did you mean "agenda"?'
    assert did_you_mean("zzz", ["agenda"]) is None
    assert nearest_or_all("zzz", ["agenda", "bullets"]) == "there are: agenda, bullets"


def test_only_errors_warnings_and_notes_weigh() -> None:
    assert all(isinstance(sentence, Sentence) for sentence in CATALOGUE.values())
    assert {sentence.severity for sentence in CATALOGUE.values()} == set(Severity)
