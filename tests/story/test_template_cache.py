"""Compiled templates are kept for the next run; what cannot be trusted or read is compiled again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefwright.core.diagnostics import Span
from briefwright.story import sandbox
from briefwright.story.sandbox import Sandbox
from briefwright.story.template_cache import MOST, TemplateCache, template_cache
from briefwright.yamlfile.validate import Str

TEXT = "{{ 3 + 4 }} cups"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache of its own, and a process that has compiled nothing yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    _forget()
    yield tmp_path / "briefwright"
    _forget()


def _forget() -> None:
    template_cache.cache_clear()
    sandbox._code.cache_clear()


def said(text: str = TEXT) -> str:
    return str(Sandbox({}).value(text, None))


def kept(text: str = TEXT) -> bool:
    return TemplateCache().get(text) is not None


def test_what_one_run_compiles_the_next_one_has(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (said(), kept()) == ("7 cups", False)
    template_cache().keep()
    assert kept()
    _forget()
    monkeypatch.setattr(sandbox, "_compiled", None)  # nothing is compiled a second time
    assert said() == "7 cups"


def test_a_text_that_knows_its_place_is_kept_like_any_other() -> None:
    said(Str("{{ 3 + 4 }}{% if 1 %} pots{% endif %}", Span("tea.yaml", 3, 4)))
    template_cache().keep()
    assert kept("{{ 3 + 4 }}{% if 1 %} pots{% endif %}")


def test_a_template_that_is_one_expression_yields_its_value_again() -> None:
    assert Sandbox({}).value("{{ [1, 2] }}", None) == [1, 2]
    template_cache().keep()
    _forget()
    assert Sandbox({}).value("{{ [1, 2] }}", None) == [1, 2]


def test_where_modules_are_not_kept_templates_are_not_either(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    said()
    template_cache().keep()
    assert not cache.exists()


@pytest.mark.parametrize("data", [b"", b"not what was written", b"i\x07\x00\x00\x00"])
def test_a_broken_template_cache_is_begun_anew(cache: Path, data: bytes) -> None:
    said()
    template_cache().keep()
    [file] = cache.iterdir()
    file.write_bytes(data)
    _forget()
    assert (said(), kept()) == ("7 cups", False)


@pytest.mark.parametrize("open_to_all", ["file", "folder"])
def test_a_template_cache_that_others_may_write_to_is_not_trusted(cache: Path, open_to_all: str) -> None:
    said()
    template_cache().keep()
    [file] = cache.iterdir()
    (file if open_to_all == "file" else cache).chmod(0o777)
    assert not kept()


def test_a_cache_that_cannot_be_written_does_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    _forget()
    assert said() == "7 cups"
    template_cache().keep()
    assert not kept()


def test_the_template_cache_does_not_grow_for_ever() -> None:
    full = TemplateCache()
    said()
    [(text, compiled)] = template_cache()._known.items()
    for number in range(MOST + 1):
        full.put(f"{text} {number}", compiled)
    assert len(full._known) == 1
