"""Bad input ends in a clear error with its file, line, column and code, and nothing is written: by the commands."""

import os
import re
import shutil
import stat
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefwright.core import files
from tests.write.sample_picture import pixel_picture

BRIEF = """\
briefwright: 1
id: tea
title: Tea in Europe
as_of: 2024-04
author: {name: Ann Leaf, organisation: Leaf}
sources:
  a: {title: Tea report, author: Jane Doe, date: 2024-03-01, paragraphs: 20}
  b: {title: Second report, date: 2024-03-01}
figures:
  firms: {value: 40, unit: firms, label: Firms, as_of: 2024, cite: "a:3"}
  share: {derived: firms / 80, style: percent, label: Share}
bottom_line:
  headline: Tea is on the rise
judgements:
  - {id: grow, text: Tea is growing, support: "{{ figures.firms }} firms sell it. [@a:3]", confidence: low}
  - {id: price, text: Prices follow, support: "They rise. [@b]"}
players:
  - {id: leaf, name: Leaf & Co, facts: [Sells green tea]}
investors:
  - {id: fund, name: Fund}
links:
  - {from: fund, to: leaf}
limitations:
  - {id: soil, title: Soil, cause: Poor, effect: Less tea, severity: high}
"""
PLACE = re.compile(r"^(?P<file>[^\n]*?):(?P<line>\d+):(?P<column>\d+): error (?P<code>BW\d{3}): ", re.MULTILINE)


@pytest.fixture
def workdir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    folder = tmp_path / "desk"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def everything_under(folder: Path) -> dict[str, bytes | None]:
    return {str(p.relative_to(folder)): p.read_bytes() if p.is_file() else None for p in sorted(folder.rglob("*"))}


@dataclass(frozen=True)
class Case:
    """A change to the brief above, and what is said of it. ``at`` is a part of the line that is named."""

    why: str
    old: str
    new: str
    code: str
    at: str
    hint: str = ""


LONG = "Tea " * 60
CASES = [
    Case("not YAML", "title: Tea in Europe", "title: Tea in: Europe", "BW140", "title:"),
    Case("a tab", "  headline:", "\theadline:", "BW106", "headline", "spaces"),
    Case("an unknown key", "as_of: 2024-04", "as_off: 2024-04", "BW121", "as_off", "as_of"),
    Case("a duplicated key", "id: tea\n", "id: tea\nid: tee\n", "BW120", "id: tee", "line 2"),
    Case("a wrong type", "value: 40", "value: forty", "BW124", "forty"),
    Case("nothing where a text is due", "title: Tea in Europe", "title:", "BW123", "title:", "value"),
    Case("a text cut by a comment", "headline: Tea is on", "headline: Tea #1 is on", "BW117", "#1", "quotes"),
    Case("a text cut by a comma", "cause: Poor", "cause: Poor, dry", "BW127", "Poor, dry", "quotes"),
    Case("a missing field", "  headline: Tea is on the rise", "  text: Tea", "BW122", "bottom_line"),
    Case("an undefined figure", "figures.firms }}", "figures.frims }}", "BW203", "frims", "firms"),
    Case("a figure derived from itself", "firms / 80", "share / 80", "BW208", "share / 80"),
    Case("a citation of no source", "[@a:3]", "[@c:3]", "BW202", "[@c:3]"),
    Case("a citation of no paragraph", "[@a:3]", "[@a:33]", "BW204", "[@a:33]"),
    Case("a number for a citation", 'cite: "a:3"', "cite: -1", "BW201", "-1}"),
    Case("an id that is taken", "id: price", "id: grow", "BW212", "id: grow, text: Prices", "line 15"),
    Case("a link to nobody", "to: leaf", "to: leav", "BW213", "to: leav", "leaf"),
    Case("a broken template", "{{ figures.firms }} firms", "{{ figures.firms | }} firms", "BW310", "figures.firms |"),
    Case("an unknown filter", "{{ figures.firms }}", "{{ figures.firms | roundd }}", "BW310", "roundd"),
    Case("an unknown name", "{{ figures.firms }}", "{{ figuers.firms }}", "BW311", "figuers", "figures"),
    Case("a way out of the sandbox", "{{ figures.firms }}", "{{ ''.__class__ }}", "BW312", "__class__"),
    Case("a longer way out", "{{ figures.firms }}", "{{ figures.firms|attr('__init__') }}", "BW310", "__init__"),
    Case("a loop without an end", "{{ figures.firms }}", "{{ 'x' * 999999999 }}", "BW313", "999999999"),
    Case("a title too long", "headline: Tea is on the rise", f"headline: {LONG}", "BW601", "headline", "words"),
    Case("an image outside", "name: Ann Leaf", "name: Ann, logo: ../logo.png", "BW131", "logo", "beside"),
    Case("an image far outside", "name: Ann Leaf", "name: Ann, logo: /etc/passwd", "BW131", "logo"),
    Case("an image that is none", "name: Ann Leaf", "name: Ann, logo: text.png", "BW133", "logo", "PNG"),
    Case("an image that is missing", "name: Ann Leaf", "name: Ann, logo: none.png", "BW132", "logo"),
    Case("a control character", "Tea is growing", "Tea is\x07 growing", "BW107", "growing", "delete"),
    Case(
        "an unknown form",
        "links:",
        "slides:\n  - {id: x, form: bulets, title: T}\nlinks:",
        "BW406",
        "bulets",
        "bullets",
    ),
    Case(
        "an unknown field of a form",
        "links:",
        "slides:\n  - {id: x, form: bullets, title: Tea is so, itmes: [{text: A}]}\nlinks:",
        "BW121",
        "itmes",
        "items",
    ),
    Case("a marking that no theme has", "id: tea\n", "id: tea\nmarking: Secrett\n", "BW317", "Secrett"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.why)
def test_a_fault_in_a_brief_is_named_at_its_line_and_nothing_is_written(case: Case, workdir: Path, briefwright) -> None:
    assert case.old in BRIEF
    (workdir / "text.png").write_text("no picture")
    pixel_picture(workdir.parent)
    text = BRIEF.replace(case.old, case.new, 1)
    (workdir / "brief.yaml").write_text(text, encoding="utf-8")
    before = everything_under(workdir)
    told = briefwright("build", "brief.yaml", "-o", "out")
    assert (told.code, told.out) == (1, "")
    places = [m.groupdict() for m in PLACE.finditer(told.err)]
    assert case.code in [place["code"] for place in places], told.err
    place = next(place for place in places if place["code"] == case.code)
    assert place["file"] == "brief.yaml"
    assert case.at in text.splitlines()[int(place["line"]) - 1], told.err
    if case.hint:
        hints = re.findall(rf"error {case.code}: .*\n    hint: (.*)", told.err)
        assert any(case.hint in hint for hint in hints), told.err
    assert "Traceback" not in told.err
    assert everything_under(workdir) == before


@pytest.mark.parametrize("case", CASES[:4], ids=lambda case: case.why)
def test_check_says_the_same_as_build(case: Case, workdir: Path, briefwright) -> None:
    (workdir / "brief.yaml").write_text(BRIEF.replace(case.old, case.new, 1), encoding="utf-8")
    told = briefwright("check", "brief.yaml")
    assert told.code == 1
    assert f"error {case.code}" in told.err


def test_the_brief_that_these_cases_spoil_builds(workdir: Path, briefwright) -> None:
    (workdir / "brief.yaml").write_text(BRIEF, encoding="utf-8")
    assert briefwright("build", "brief.yaml", "-o", "out").code == 0


def test_several_faults_are_told_at_once(workdir: Path, briefwright) -> None:
    text = BRIEF
    for case in (case for case in CASES if case.code in ("BW203", "BW204", "BW208", "BW213")):
        text = text.replace(case.old, case.new, 1)
    (workdir / "brief.yaml").write_text(text, encoding="utf-8")
    found = PLACE.findall(briefwright("build", "brief.yaml").err)
    assert {code for *_, code in found} >= {"BW203", "BW204", "BW208", "BW213"}


# ---- files that are no briefs ----------------------------------------------------------------------------


BOMB = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))


@pytest.mark.parametrize(
    ("why", "data", "code"),
    [
        ("empty", b"", "BW103"),
        ("blank", b"  \n\n", "BW103"),
        ("binary", bytes(range(256)) * 20, "BW105"),
        ("a picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "BW105"),
        ("a deck", b"PK\x03\x04" + b"\0" * 40, "BW105"),
        ("Latin-1", "title: Tee für alle".encode("cp1252"), "BW104"),
        ("ten megabytes", b"a: b\n" * 2_000_000, "BW102"),
        ("an alias bomb", BOMB.encode(), "BW109"),
        ("deep brackets", b"a: " + b"[" * 5000, "BW1"),
        ("a list", b"- a\n- b\n", "BW128"),
        ("a word", b"tea\n", "BW128"),
    ],
)
def test_a_file_that_is_no_brief_is_refused(workdir: Path, briefwright, why: str, data: bytes, code: str) -> None:
    (workdir / "brief.yaml").write_bytes(data)
    told = briefwright("build", "brief.yaml")
    assert (told.code, told.out) == (1, "")
    assert re.search(rf"^brief\.yaml:\d+:\d+: error {code}", told.err, re.MULTILINE), told.err
    assert list(everything_under(workdir)) == ["brief.yaml"]


def test_a_brief_that_is_not_there_is_named(workdir: Path, briefwright) -> None:
    told = briefwright("build", "none.yaml")
    assert told.err.startswith("none.yaml:1:1: error BW101: the file does not exist")
    assert list(workdir.iterdir()) == []


def test_a_folder_is_no_brief(workdir: Path, briefwright) -> None:
    assert "BW101: the file is a folder" in briefwright("build", ".").err


# ---- names on the command line -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "code", "hint"),
    [
        (("-a", "executiv"), "BW301", 'did you mean "executive"?'),
        (("-a", "qqq"), "BW301", "there are: executive, full"),
        (("-t", "papper"), "BW501", 'did you mean "paper"?'),
        (("-l", "xx"), "BW303", "there are: ar, de, en"),
        (("-a", "../../etc/passwd"), "BW301", ""),
        (("-t", "/etc/passwd"), "BW501", ""),
    ],
)
def test_an_unknown_name_is_told_with_the_nearest(
    workdir: Path, briefwright, arguments: tuple[str, ...], code: str, hint: str
) -> None:
    (workdir / "brief.yaml").write_text(BRIEF, encoding="utf-8")
    told = briefwright("build", "brief.yaml", *arguments)
    assert (told.code, told.out) == (1, "")
    assert f"error {code}" in told.err
    assert hint in told.err
    assert list(everything_under(workdir)) == ["brief.yaml"]


def test_one_unknown_audience_stops_the_others_too(workdir: Path, briefwright) -> None:
    (workdir / "brief.yaml").write_text(BRIEF, encoding="utf-8")
    told = briefwright("build", "brief.yaml", "-a", "full", "-a", "nobody")
    assert told.code == 1
    assert list(everything_under(workdir)) == ["brief.yaml"]


# ---- templates beside the brief ----------------------------------------------------------------------------


@pytest.fixture
def copied(workdir: Path) -> Path:
    """The shared outlines, audiences and handouts, copied beside a brief."""
    (workdir / "brief.yaml").write_text(BRIEF, encoding="utf-8")
    for kind in ("outlines", "audiences", "handouts"):
        source = files.template(kind, files.template_names(kind)[0])
        assert source is not None
        shutil.copytree(source.parent, workdir / "templates" / kind)
    return workdir / "templates"


def spoiled(path: Path, pattern: str, new: str) -> int:
    """Replace the first match in a file; the line where it stood."""
    text = path.read_text(encoding="utf-8")
    match = re.search(pattern, text)
    assert match, f"{path.name} has no {pattern}"
    path.write_text(text[: match.start()] + new + text[match.end() :], encoding="utf-8")
    return text.count("\n", 0, match.start()) + 1


@pytest.mark.parametrize(
    ("new", "code"),
    [
        ("{{ brief.title | }}", "BW310"),
        ("{{ brief.title", "BW310"),
        ("{{ brief.titel }}", "BW311"),
        ("{{ brief.title.__class__ }}", "BW312"),
        ("{% for x in range(999999999) %}x{% endfor %}", "BW313"),
    ],
)
def test_a_fault_in_a_copied_outline_is_named_at_its_line(copied: Path, briefwright, new: str, code: str) -> None:
    line = spoiled(copied / "outlines" / "briefing.yaml", r'title: "?\{\{[^\n]*', f"title: '{new}'")
    before = everything_under(copied.parent)
    told = briefwright("build", "brief.yaml")
    assert told.code == 1
    assert re.search(rf"^templates/outlines/briefing\.yaml:{line}:\d+: error {code}: ", told.err, re.MULTILINE), (
        told.err
    )
    assert everything_under(copied.parent) == before


def test_an_unknown_form_in_a_copied_outline_is_named_with_the_nearest(copied: Path, briefwright) -> None:
    line = spoiled(copied / "outlines" / "briefing.yaml", r"form: bottom-line", "form: botom-line")
    told = briefwright("build", "brief.yaml")
    assert f"templates/outlines/briefing.yaml:{line}:" in told.err
    assert 'error BW406: there is no form "botom-line"' in told.err
    assert 'hint: did you mean "bottom-line"?' in told.err


def test_an_unknown_key_in_a_copied_audience_is_named(copied: Path, briefwright) -> None:
    line = spoiled(copied / "audiences" / "full.yaml", r"(?m)^outline: ", "outlin: ")
    told = briefwright("build", "brief.yaml")
    assert told.code == 1
    assert f"templates/audiences/full.yaml:{line}:1: error BW121" in told.err


def test_a_copied_audience_with_an_unknown_outline_is_named(copied: Path, briefwright) -> None:
    line = spoiled(copied / "audiences" / "full.yaml", r"(?m)^outline: briefing", "outline: breifing")
    told = briefwright("build", "brief.yaml")
    assert re.search(rf"templates/audiences/full\.yaml:{line}:\d+: error BW302", told.err), told.err
    assert 'hint: did you mean "briefing"?' in told.err


@pytest.mark.parametrize(
    ("new", "code"), [("{{ meta.nonsense }}", "BW311"), ("{{ '' | }}", "BW310"), ("{{ ''.__class__ }}", "BW312")]
)
def test_a_fault_in_a_copied_handout_is_named(copied: Path, briefwright, new: str, code: str) -> None:
    path = copied / "handouts" / "leave-behind.md.j2"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}\n{new}\n", encoding="utf-8")
    before = everything_under(copied.parent)
    for command in ("build", "check"):
        told = briefwright(command, "brief.yaml")
        assert told.code == 1
        place = rf"templates/handouts/leave-behind\.md\.j2:{text.count(chr(10)) + 2}:\d+: error {code}"
        assert re.search(place, told.err), told.err
    assert everything_under(copied.parent) == before


# ---- what cannot be written --------------------------------------------------------------------------------


@pytest.mark.parametrize("out", ["taken", "taken/below", "brief.yaml"])
def test_a_file_in_the_place_of_the_output_folder_is_named(workdir: Path, briefwright, out: str) -> None:
    (workdir / "brief.yaml").write_text(BRIEF, encoding="utf-8")
    (workdir / "taken").write_text("a file")
    before = everything_under(workdir)
    told = briefwright("build", "brief.yaml", "-o", out, "--only", "deck")
    assert (told.code, told.out) == (1, "")
    assert re.search(rf"^{out}[^:]*:1:1: error BW701: cannot be written: ", told.err, re.MULTILINE), told.err
    assert "hint: choose another folder with -o" in told.err
    assert everything_under(workdir) == before


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_leave_to_write_is_named(workdir: Path, briefwright) -> None:
    (workdir / "brief.yaml").write_text(BRIEF, encoding="utf-8")
    (workdir / "locked").mkdir()
    (workdir / "locked").chmod(stat.S_IRUSR | stat.S_IXUSR)
    told = briefwright("build", "brief.yaml", "-o", "locked")
    assert told.code == 1
    assert "BW701: cannot be written: permission denied" in told.err


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="has no such folder")
def test_a_folder_that_takes_no_files_from_anybody_is_named(workdir: Path, briefwright) -> None:
    (workdir / "brief.yaml").write_text(BRIEF, encoding="utf-8")
    told = briefwright("build", "brief.yaml", "-o", "/proc/self/out", "--only", "deck")
    assert told.code == 1
    assert "error BW701: cannot be written" in told.err


def test_an_edited_deck_is_not_overwritten_without_force(workdir: Path, briefwright) -> None:
    (workdir / "brief.yaml").write_text(BRIEF, encoding="utf-8")
    assert briefwright("build", "brief.yaml").code == 0
    deck = workdir / "output" / "tea" / "full" / "deck.pptx"
    built = deck.read_bytes()
    deck.write_bytes(b"edited by hand")
    before = everything_under(workdir)
    told = briefwright("build", "brief.yaml")
    assert told.code == 1
    assert "output/tea/full/deck.pptx:1:1: error BW702: was edited since it was built" in told.err
    assert "--force" in told.err
    assert everything_under(workdir) == before
    assert briefwright("build", "brief.yaml", "--force").code == 0
    assert deck.read_bytes() == built


def test_an_output_that_was_deleted_is_built_again(workdir: Path, briefwright) -> None:
    (workdir / "brief.yaml").write_text(BRIEF, encoding="utf-8")
    briefwright("build", "brief.yaml", "--only", "deck")
    deck = workdir / "output" / "tea" / "full" / "deck.pptx"
    deck.unlink()
    assert briefwright("build", "brief.yaml", "--only", "deck").code == 0
    assert deck.is_file()


# ---- strict --------------------------------------------------------------------------------------------------


def test_strict_makes_a_warning_stop_the_build(workdir: Path, briefwright) -> None:
    text = BRIEF.replace("bottom_line:", "storyline: {slides: {nonsense: {title: X}}}\nbottom_line:", 1)
    (workdir / "brief.yaml").write_text(text, encoding="utf-8")
    told = briefwright("build", "brief.yaml", "--strict")
    assert (told.code, told.out) == (1, "")
    assert "warning BW314" in told.err
    assert list(everything_under(workdir)) == ["brief.yaml"]
    assert briefwright("build", "brief.yaml").code == 0


# ---- as a process ------------------------------------------------------------------------------------------------


def test_a_process_ends_with_1_and_no_traceback(workdir: Path) -> None:
    (workdir / "brief.yaml").write_text(
        BRIEF.replace("{{ figures.firms }}", "{{ ''.__class__.mro() }}"), encoding="utf-8"
    )
    command = [sys.executable, "-m", "briefwright", "build", "brief.yaml"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=workdir)
    assert (done.returncode, done.stdout) == (1, "")
    assert "brief.yaml:15:" in done.stderr
    assert "Traceback" not in done.stderr
