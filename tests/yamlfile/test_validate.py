"""YAML text becomes values that know where they stand, or a refusal that says where and why."""

import pickle
import string
from importlib import import_module
from inspect import get_annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from briefwright.core.diagnostics import Diagnostic, Refused, Severity, Span
from briefwright.yamlfile.validate import Float, Int, Map, Seq, Str, read, span_at, validate
from tests.steps import calls


def refusals(text: str | bytes) -> list[str]:
    with pytest.raises(Refused) as caught:
        read(text, "f.yaml")
    return [f"{d.code} {d.span.line}:{d.span.column}" for d in caught.value.diagnostics if d.span]


# ---- places ----------------------------------------------------------------------------------------


def test_every_kind_of_value_knows_its_place() -> None:
    tree = read("a: text\nb:\n  - 1\n  - 2.50\nc: {d: yes, e: true}\n", "f.yaml")
    assert isinstance(tree, Map)
    assert tree.span == Span("f.yaml", 1, 1)
    assert isinstance(tree["a"], Str)
    assert tree["a"].span == Span("f.yaml", 1, 4)
    assert isinstance(tree["b"], Seq)
    assert tree["b"].spans == [Span("f.yaml", 3, 5), Span("f.yaml", 4, 5)]
    assert isinstance(tree["b"][0], Int)
    assert isinstance(tree["b"][1], Float)
    assert tree["b"][1].written == "2.50"
    assert tree["c"].flow
    assert tree["c"].keys_at["e"] == Span("f.yaml", 5, 13)
    assert tree["c"].values_at["e"] == Span("f.yaml", 5, 16)


def test_a_path_leads_to_a_value_or_as_far_as_it_goes() -> None:
    tree = read("a:\n  - b: 1\n", "f.yaml")
    assert span_at(tree, ("a", 0, "b")) == Span("f.yaml", 2, 8)
    assert span_at(tree, ("a", 0, "b"), key=True) == Span("f.yaml", 2, 5)
    assert span_at(tree, ("a", 7, "b")) == Span("f.yaml", 2, 3)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: one two three", 1, 8),
        ("a: 'one two three'", 1, 9),
        ("a: >-\n  one\n  two three", 3, 3),
        ("a: |\n  one\n  and two\n", 3, 7),
        ("# \U0001f40b\n\n- x\n- {b: 'ö two'}", 4, 10),
        ("\ufeffa: one two", 1, 8),
        ("a: one\r\nb: x two", 2, 6),
    ],
)
def test_a_part_of_a_text_is_found_in_the_file(text: str, line: int, column: int) -> None:
    tree = read(text.encode(), "f.yaml")
    node = tree
    while not (isinstance(node, str) and "two" in node):
        node = node[-1] if isinstance(node, list) else list(node.values())[-1]
    assert node.spot("two") == Span("f.yaml", line, column)


def test_a_part_that_is_not_there_is_where_the_text_starts() -> None:
    assert read("a: 'it''s'", "f.yaml")["a"].spot("it's") == Span("f.yaml", 1, 4)


def test_a_tree_survives_the_way_to_another_process() -> None:
    tree = read("a: [1, 2.50, {b: text}]\n", "f.yaml")
    again = pickle.loads(pickle.dumps(tree))
    assert again == tree
    assert again.keys_at == tree.keys_at
    assert again["a"].spans == tree["a"].spans
    assert again["a"][1].written == "2.50"
    assert again["a"][2]["b"].spot("ext") == Span("f.yaml", 1, 19)


# ---- YAML 1.2, core schema -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("y", "y"),
        ("1_000", "1_000"),
        ("012", 12),
        ("0o14", 12),
        ("0x1F", 31),
        ("1:30", "1:30"),
        ("2024-04-03", "2024-04-03"),
        ("+12", 12),
        ("-0.5", -0.5),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("1.", 1.0),
        ("true", True),
        ("False", False),
        ("~", None),
        ("null", None),
        ("", None),
        ("'12'", "12"),
        ("!!str 12", "12"),
        ("0b11", "0b11"),
        ("=", "="),
    ],
)
def test_plain_scalars_are_those_of_the_core_schema(written: str, value: object) -> None:
    found = read(f"a: {written}\n", "f")["a"]
    assert found == value
    assert isinstance(found, bool) == isinstance(value, bool)
    assert isinstance(found, str) == isinstance(value, str)


def test_keys_are_texts_as_they_are_written() -> None:
    assert list(read("{no: 1, 2023: 2, 1.0: 3, true: 4}", "f")) == ["no", "2023", "1.0", "true"]


# ---- refusals that a case file cannot hold ----------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", ["BW103 1:1"]),
        (b"\n \n", ["BW103 1:1"]),
        (b"# nothing but a comment\n", ["BW103 1:1"]),
        (b"PK\x03\x04\x14\x00", ["BW105 1:1"]),
        (b"%PDF-1.7\n", ["BW105 1:1"]),
        (bytes(range(256)), ["BW105 1:1"]),
        ("a: ü\n".encode("utf-16"), ["BW150 1:1"]),
        ("a: 1\nb: Grüße".encode("cp1252"), ["BW104 2:6"]),
        (b"a: x\x00y", ["BW107 1:5"]),
        ("a: x\x85y\nb: \u2028".encode(), ["BW107 1:5", "BW107 2:4"]),
        ("a: \ufdd0\nb: \uffff\nc: \U0010ffff".encode(), ["BW107 1:4", "BW107 2:4", "BW107 3:4"]),
        (b"a: x\x0by\na: z\n", ["BW107 1:5", "BW120 2:1"]),
        (b'a: "\\ud800"', ["BW143 1:7"]),
        (b"a: x\n  \ty: z\n", ["BW106 2:3"]),
    ],
)
def test_unclean_bytes_are_refused_where_they_stand(data: bytes, told: list[str]) -> None:
    assert refusals(data) == told


def test_many_bad_characters_are_told_in_part_and_counted() -> None:
    told = refusals("a: " + "\x01" * 5000)
    assert len(told) == 21
    assert told[-1].startswith("BW108")


def test_private_use_characters_stay() -> None:
    assert read("a: \ue000", "f")["a"] == "\ue000"


def bomb(levels: int) -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, levels)]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (bomb(12), "BW109"),
        ("[" * 50_000, "BW109"),
        ("{a: " * 50_000, "BW109"),
        ("- " * 50_000 + "x", "BW109"),
        ("- x\n" * 100_001, "BW109"),
        ("a: " + "x" * 2_000_000, "BW102"),
        ("a: &a [*a]", "BW113"),
        (
            "- &a [[[[[[[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]]]]]]\n- &b [[[[[[[[[[[[[[[[[[[*a]]]]]]]]]]]]]]]]]]]\n- [[*b]]",
            "BW109",
        ),
        ("a: 1" + "0" * 5000, "BW116"),
        ("a: " + "1" * 31 + ".5", "BW116"),
    ],
    ids=["bomb", "brackets", "braces", "dashes", "items", "bytes", "circle", "deep aliases", "digits", "decimals"],
)
def test_hostile_files_end_soon_in_a_refusal(text: str, code: str) -> None:
    told: list[str] = []
    assert calls(lambda: told.extend(refusals(text))) < 10_000_000
    assert told[-1].startswith(code)


# ---- property: what is written is read, each value at its place -------------------------------------

TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Co"), exclude_characters="\ufeff\u2028\u2029"),
    min_size=1,
    max_size=30,
)
NUMBER = st.one_of(st.integers(-(10**15), 10**15), st.floats(-1e6, 1e6).map(lambda x: round(x, 4)))
KEY = st.text(string.ascii_letters + "_", min_size=1, max_size=8)
TREE = st.recursive(
    st.one_of(TEXT, st.booleans(), NUMBER),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEY, inner, max_size=4)),
    max_leaves=20,
)


def check_places(value: object, lines: list[str], span: Span | None) -> None:
    if isinstance(value, Map):
        for key, inner in value.items():
            at = value.keys_at[key]
            assert lines[at.line - 1][at.column - 1 :].lstrip("'\"? ").startswith(key)
            check_places(inner, lines, value.values_at[key])
    elif isinstance(value, Seq):
        for inner, at in zip(value, value.spans, strict=True):
            check_places(inner, lines, at)
    elif isinstance(value, Int) and span:
        assert lines[span.line - 1][span.column - 1 :].startswith(value.written)


@given(tree=st.dictionaries(KEY, TREE, min_size=1, max_size=4), flow=st.sampled_from([True, False, None]))
def test_what_is_dumped_is_read_again_at_its_place(tree: dict[str, object], flow: bool | None) -> None:
    def has_noncharacter(text: str) -> bool:
        return any(0xFDD0 <= ord(c) <= 0xFDEF or ord(c) & 0xFFFE == 0xFFFE for c in text)

    # dumped with every text in double quotes: PyYAML's own plain style follows YAML 1.1
    class Dumper(yaml.SafeDumper):
        def ignore_aliases(self, data: object) -> bool:
            return True

    Dumper.add_representer(str, lambda d, s: d.represent_scalar("tag:yaml.org,2002:str", s, style='"'))
    Dumper.add_representer(float, lambda d, f: d.represent_scalar("tag:yaml.org,2002:float", repr(f)))
    text = yaml.dump(tree, Dumper=Dumper, default_flow_style=flow, allow_unicode=True, width=60, sort_keys=False)
    if has_noncharacter(repr(tree)) or has_noncharacter(text):
        return
    found = read(text, "f")
    assert found == tree
    check_places(found, text.split("\n"), None)


def complaints(data: str | bytes) -> tuple[Diagnostic, ...]:
    try:
        read(data, "f")
    except Refused as refused:
        return refused.diagnostics or (Diagnostic("", Severity.ERROR, ""),)
    return ()


@given(st.text(max_size=60) | st.text("ab:-[]{}\"'#&*!|>%@`,? \n\t\\0", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    assert all(d.span and d.message for d in complaints(text))


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert all(d.span and d.message for d in complaints(data))


# ---- validation: models that know nothing of our fields ---------------------------------------------


class Part(Struct):
    size: float
    kind: str | None = None


class Whole(Struct):
    part: Part | tuple[Part, ...] | str = ""
    parts: dict[str, tuple[Part, ...]] = {}
    pair: tuple[int, int] = (0, 0)


def faults(text: str) -> list[str]:
    with pytest.raises(Refused) as caught:
        validate(Whole, read(text, "f"))
    return [f"{d.span.line}:{d.span.column} {d.message}" for d in caught.value.diagnostics if d.span]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("part: 3", ["1:7 a mapping (key: value) is due here, and this is the number 3"]),
        ("part: {size: big}", ['1:14 a number is due here, and this is the text "big"']),
        ("parts: {a: [{size: 1, sise: 2}]}", ['1:23 unknown key "sise" in item 1 of a']),
        ("parts:\n  a:\n    - kind: x\n", ['3:7 "size" is missing in item 1 of a']),
        ("pair: [1, x]", ['1:11 a whole number is due here, and this is the text "x"']),
        ("pair: [1, 2, 3]", ["1:7 a list takes 2 items at most, and has 3"]),
        ("pair: [1]", ["1:7 a list needs at least 2 items, and has 1"]),
        ("kind: {a: 1}", ['1:1 unknown key "kind" in the file']),
    ],
)
def test_faults_are_told_once_at_their_place(text: str, told: list[str]) -> None:
    assert faults(text) == told


def test_empty_values_may_be_allowed() -> None:
    tree = read("part: {size: 1, kind: }", "f")
    assert validate(Whole, tree, nulls=True).part == Part(size=1)
    assert faults("part: {size: 1, kind: }") == ['1:17 nothing stands behind "kind:"']


@pytest.mark.parametrize(
    "module",
    [
        "yamlfile.fields",
        "brief.model",
        "audience.model",
        "theme.model",
        "story.language",
        "story.outline",
        "forms.kit.plot",
    ],
)
def test_no_annotation_that_nearly_every_command_reads_is_a_text_to_compile(module: str) -> None:
    own = import_module(f"briefwright.{module}")
    classes = [one for one in vars(own).values() if isinstance(one, type(Struct)) and one.__module__ == own.__name__]
    hints = [hint for one in classes for hint in get_annotations(one).values()]
    assert hints
    assert not [hint for hint in hints if isinstance(hint, str)]
