"""The gate of every name that becomes a folder or a file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwright.core.names import DEVICES, MOST, folded, is_name, made, safe

DEVIOUS = st.text(
    st.one_of(
        st.sampled_from('./\\:*?"<>|~-_ \0\n\u202e\u200b\ufeff%$'), st.characters(), st.sampled_from("conaux1²ſK")
    ),
    max_size=70,
)


@pytest.mark.parametrize("name", ["a", "full", "pt-BR", "my_brief", "模板", "Größe", "שם", "x" * MOST, "2024", "_x"])
def test_letters_of_every_script_make_a_name(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "", ".", "..", "../x", "a/b", "a\\b", "/etc", "C:", "C:\\x", "a.b", "a ", " a", "a.", "-a", "a-", "~",
        "a\0b", "a\nb",
        "CON", "con", "Nul", "COM1", "lpt9", "com¹", "aux", "x" * 61, "\ud800", "a\u202eb", "a\u200bb", "*", "%2e",
    ],
)  # fmt: skip
def test_what_leads_elsewhere_or_cannot_be_written_is_no_name(name: str) -> None:
    assert not is_name(name)


@given(DEVIOUS)
def test_a_name_is_one_part_of_a_path_on_every_system(text: str) -> None:
    if is_name(text):
        assert not set(text) & set('/\\:*?"<>|. \0\n\u202e\u200b')
        assert len(text.encode()) <= 255
        assert folded(text) not in DEVICES


@given(DEVIOUS)
def test_a_made_name_passes_the_gate_or_is_empty(text: str) -> None:
    name = made(text)
    assert name == "" or is_name(name)
    assert made(text, "client") != ""
    assert safe(safe(text)) == safe(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("模板", "模板"), ("Größe AG", "grosse-ag"), ("Café", "cafe"), ("A & B", "a-b"), ("CON", "con-2"),
        ("../../x", "x"),
        ("---", ""), ("🙂", ""), ("ทดสอบ", "ทดสอบ"),
    ],
)  # fmt: skip
def test_a_name_is_made_of_what_letters_there_are(text: str, name: str) -> None:
    assert made(text) == name
