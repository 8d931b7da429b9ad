"""The command line as a user meets it: what it prints, where, and the exit code."""

import argparse
import json
import os
import re
import subprocess
import sys
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pikepdf
import pytest

from briefwright import LISTED, __version__, build
from briefwright.cli import COMMANDS
from briefwright.core.console import ProgressLine, report
from briefwright.core.diagnostics import Span
from briefwright.core.messages import diagnose

HEAVY = ("pydantic", "yaml", "jinja2", "pptx", "lxml", "reportlab", "uharfbuzz", "fontTools", "PIL", "babel", "pikepdf")
HANDOUTS = ("leave-behind.pdf", "one-pager.pdf", "slides-3up.pdf", "script.pdf")  # of the full audience


@pytest.fixture
def workdir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, briefwright) -> Path:
    """A folder with a new brief, my-brief.yaml, to work in."""
    monkeypatch.chdir(tmp_path)
    assert briefwright("new", "my-brief").code == 0
    return tmp_path


def loaded_by(*arguments: str) -> list[str]:
    code = (
        "import sys; from briefwright.cli import main; main(sys.argv[1:]); "
        f"print([m for m in {HEAVY} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    return [part.strip("'") for part in done.stderr.strip().strip("[]").split(", ") if part]


@pytest.mark.parametrize("kind", [[], ["--minimal", "--force"]])
def test_the_brief_to_start_from_builds_for_every_audience_without_a_finding(
    workdir: Path, briefwright, kind: list[str]
) -> None:
    assert briefwright("new", "my-brief", *kind).code == (0 if kind else 1)  # the fixture has written it
    asked = [word for name in ("full", "executive", "investor", "technical", "policy") for word in ("-a", name)]
    built = briefwright("build", "my-brief.yaml", *asked, "--strict")
    assert built.code == 0, built.err
    assert {word for word in built.err.split() if word.startswith("BW")} <= {"BW724:"}  # what the page leaves out


def test_few_lines_make_a_whole_deck(tmp_path: Path, briefwright, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert briefwright("new", "few", "--minimal").code == 0
    assert len(Path("few.yaml").read_text(encoding="utf-8").splitlines()) <= 50
    assert briefwright("build", "few.yaml", "--only", "slides", "--strict").code == 0
    with pikepdf.open("output/few/full/slides.pdf") as pdf:
        assert 8 <= len(pdf.pages) <= 10


# ---- help and wrong usage ----------------------------------------------------------------------------


def test_help_names_every_command(briefwright) -> None:
    told = briefwright("--help")
    assert told.code == 0
    for command in COMMANDS:
        assert re.search(rf"^    {command}\s+\w", told.out, re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_a_help_of_its_own(briefwright, command: str) -> None:
    told = briefwright(command, "--help")
    assert told.code == 0
    assert told.out.startswith(f"usage: briefwright {command} ")


def test_help_and_version_load_nothing_heavy() -> None:
    assert loaded_by("--help") == []
    assert loaded_by("--version") == []


def test_a_listing_of_templates_loads_no_writer() -> None:
    assert not {"pptx", "reportlab", "pikepdf", "pydantic"} & set(loaded_by("list", "audiences"))


def test_the_version_is_told(briefwright) -> None:
    assert briefwright("--version").out == f"briefwright {__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("bild",),
        ("build",),
        ("build", "a.yaml", "--only", "deck,nonsense"),
        ("build", "a.yaml", "--only", ""),
        ("build", "a.yaml", "--nonsense"),
        ("check", "a.yaml", "--format", "xml"),
        ("list",),
        ("list", "nonsense"),
        ("schema", "nonsense"),
        ("new",),
        ("template",),
        ("template", "copy", "outlines", "briefing"),
    ],
)
def test_wrong_usage_ends_with_2_and_the_usage(briefwright, arguments: tuple[str, ...]) -> None:
    told = briefwright(*arguments)
    assert told.code == 2
    assert "usage: briefwright" in told.out + told.err


def test_an_unknown_kind_of_output_is_told_with_the_kinds_there_are(briefwright) -> None:
    assert "'dek' is not one of deck, slides, handouts" in briefwright("build", "a.yaml", "--only", "dek").err


def test_it_runs_as_a_module_too() -> None:
    command = [sys.executable, "-m", "briefwright", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == f"briefwright {__version__}\n"


# ---- new, list, schema -------------------------------------------------------------------------------


def test_new_says_what_to_do_next(workdir: Path, briefwright) -> None:
    told = briefwright("new", "second")
    assert told.out == "second.yaml written. Build it:\n    briefwright build second.yaml\n"
    assert (workdir / "second.yaml").is_file()


@pytest.mark.parametrize("kind", LISTED)
def test_list_prints_names_in_a_column(briefwright, kind: str) -> None:
    told = briefwright("list", kind)
    assert (told.code, told.err) == (0, "")
    assert re.match(r"[a-z-]+ +\S", told.out)
    assert not any(line.endswith(" ") for line in told.out.splitlines())


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    command = f"{sys.executable} -m briefwright list forms | head -1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.stdout.startswith("title")
    assert (done.returncode, done.stderr) == (0, "")


def test_schema_prints_json(briefwright) -> None:
    assert json.loads(briefwright("schema").out) == json.loads(briefwright("schema", "brief").out)


def test_template_copy_says_where_the_copy_is_and_who_uses_it(workdir: Path, briefwright) -> None:
    told = briefwright("template", "copy", "audience", "executive", "--beside", "my-brief.yaml")
    assert (told.code, told.err) == (0, "")
    assert told.out.startswith("templates/audiences/executive.yaml written, a copy of ")
    assert told.out.endswith("From now on it is used by every brief beside my-brief.yaml.\n")
    again = briefwright("template", "copy", "audience", "executive")
    assert again.code == 1
    assert "BW704" in again.err


# ---- build -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("asked", [["-a", "full", "-a", "executive"], ["-a", "full, executive"]])
def test_build_prints_the_paths_and_nothing_else(workdir: Path, briefwright, asked: list[str]) -> None:
    told = briefwright("build", "my-brief.yaml", *asked, "--only", "deck")
    assert told.code == 0
    assert told.out.splitlines() == ["output/my-brief/full/deck.pptx", "output/my-brief/executive/deck.pptx"]
    assert all(Path(path).read_bytes().startswith(b"PK") for path in told.out.splitlines())


def test_build_makes_everything_for_the_full_audience(workdir: Path, briefwright) -> None:
    briefwright("build", "my-brief.yaml", "-o", "there")
    folder = workdir / "there" / "my-brief" / "full"
    assert {path.name for path in folder.iterdir()} == {*HANDOUTS, "deck.pptx", "slides.pdf", ".build.json"}


def test_a_theme_or_language_of_ones_choice_stands_in_the_folders_name(workdir: Path, briefwright) -> None:
    told = briefwright("build", "my-brief.yaml", "-t", "night", "-l", "de", "--only", "deck")
    assert told.out == "output/my-brief/full.de.night/deck.pptx\n"
    again = briefwright("build", "my-brief.yaml", "-t", "paper", "-l", "en", "--only", "deck")
    assert again.out == "output/my-brief/full/deck.pptx\n"


def test_in_a_log_progress_is_a_line_a_step(workdir: Path, briefwright) -> None:
    lines = briefwright("build", "my-brief.yaml", "--only", "deck,slides").err.splitlines()
    steps = [line for line in lines if re.match(r"\d/\d ", line)]
    assert steps == ["0/1 full: deck and slides", "1/1 done"]


def test_on_a_terminal_progress_is_one_line_that_is_cleared(capsys: pytest.CaptureFixture[str]) -> None:
    progress = ProgressLine(live=True)
    progress(1, 2, "full: deck")
    progress(2, 2, "done")
    told = capsys.readouterr().err
    assert "\n" not in told
    assert "[============            ] 1/2 full: deck" in told
    assert told.endswith("\r\033[K")


def test_colour_is_for_terminals(workdir: Path, briefwright) -> None:
    (workdir / "bad.yaml").write_text("a: [", encoding="utf-8")
    assert "\033" not in briefwright("build", "bad.yaml").err


def test_a_build_that_fails_says_that_nothing_was_written(workdir: Path, briefwright) -> None:
    told = briefwright("build", "my-brief.yaml", "-a", "full,nobody")
    assert (told.code, told.out) == (1, "")
    assert told.err.splitlines()[-1] == "nothing written: 1 error"


def test_a_refused_brief_says_so_too(workdir: Path, briefwright) -> None:
    (workdir / "bad.yaml").write_text("briefwright: 1\n", encoding="utf-8")
    assert re.fullmatch(r"nothing written: \d+ errors", briefwright("build", "bad.yaml").err.splitlines()[-1])
    assert re.fullmatch(r"\d+ errors", briefwright("check", "bad.yaml").err.splitlines()[-1])


def test_build_leaves_the_notes_to_check(workdir: Path, briefwright) -> None:
    assert "note BW" not in briefwright("build", "my-brief.yaml", "--only", "deck").err
    assert "note BW" in briefwright("check", "my-brief.yaml").err


def test_what_weighs_most_is_told_last_and_a_hint_once(capsys: pytest.CaptureFixture[str]) -> None:
    error, note = diagnose("BW103", Span("b.yaml")), diagnose("BW804", Span("b.yaml"))
    report([error, note, diagnose("BW106", Span("b.yaml", 2)), diagnose("BW106", Span("b.yaml", 3)), note])
    told = capsys.readouterr().err
    assert [line.split()[2] for line in told.splitlines() if " BW" in line] == [
        "BW804:", "BW804:", "BW103:", "BW106:", "BW106:",
    ]  # fmt: skip
    assert told.count("hint: indent with spaces") == told.count("hint: the bottom line") == 1


def test_the_package_builds_without_the_command_line(workdir: Path) -> None:
    built = build("my-brief.yaml", ["executive"], out="here")
    assert not built.failed
    assert Path("here/my-brief/executive/slides.pdf") in built.paths


# ---- check -------------------------------------------------------------------------------------------


def test_check_writes_nothing_and_counts_what_it_found(workdir: Path, briefwright) -> None:
    told = briefwright("check", "my-brief.yaml")
    assert (told.code, told.out) == (0, "")
    assert re.search(r"\d+ notes?$", told.err.strip())
    assert [path.name for path in workdir.iterdir()] == ["my-brief.yaml"]


def test_check_looks_at_every_audience_unless_one_is_named(workdir: Path, briefwright) -> None:
    text = (workdir / "my-brief.yaml").read_text(encoding="utf-8")
    text = text.replace("headline: Few", "headline:\n    executive: '{{ nonsense }}'\n    default: Few")
    (workdir / "my-brief.yaml").write_text(text, encoding="utf-8")
    assert "BW311" in briefwright("check", "my-brief.yaml").err
    assert "BW311" not in briefwright("check", "my-brief.yaml", "-a", "full").err


@pytest.mark.slow
def test_check_ends_with_1_on_errors_and_under_strict_on_warnings(workdir: Path, briefwright) -> None:
    text = (workdir / "my-brief.yaml").read_text(encoding="utf-8")
    (workdir / "my-brief.yaml").write_text(text.replace("    as_of: 2024-05\n", "", 1), encoding="utf-8")
    told = briefwright("check", "my-brief.yaml", "-a", "full")
    assert "warning BW801" in told.err
    assert told.code == 0
    assert briefwright("check", "my-brief.yaml", "-a", "full", "--strict").code == 1


@pytest.mark.slow
def test_check_reads_json_and_sarif_aloud_on_the_output_alone(workdir: Path, briefwright) -> None:
    for form in ("json", "sarif"):
        told = briefwright("check", "my-brief.yaml", "-a", "full", "--format", form)
        assert told.err == ""
        assert json.loads(told.out)


@pytest.mark.parametrize(
    ("source", "code"),
    [("survey", "BW703"), ("=a.txt", "BW703"), ("servey=a.txt", "BW706"), ("survey=missing.txt", "BW101")],
)
def test_a_source_that_is_none_is_told(workdir: Path, briefwright, source: str, code: str) -> None:
    told = briefwright("check", "my-brief.yaml", "--source", source)
    assert told.code == 1
    assert f"error {code}" in told.err


def test_a_source_that_is_no_text_is_told(workdir: Path, briefwright) -> None:
    for name, data in (("a.pdf", b"%PDF-1.7\n..."), ("b.docx", b"PK\x03\x04\x00"), ("c.txt", b"caf\xe9")):
        (workdir / name).write_bytes(data)
        assert f"{name}:1:1: error BW708" in briefwright("check", "my-brief.yaml", "--source", f"survey={name}").err


def test_a_source_near_a_known_one_is_hinted_at(workdir: Path, briefwright) -> None:
    told = briefwright("check", "my-brief.yaml", "--source", "servey=a.txt")
    assert 'hint: did you mean "survey"?' in told.err


# ---- explain -----------------------------------------------------------------------------------------


def test_explain_prints_values_with_their_places_and_writes_nothing(workdir: Path, briefwright) -> None:
    told = briefwright("explain", "my-brief.yaml", "-a", "executive", "-t", "night")
    assert (told.code, told.err) == (0, "")
    assert re.search(r"^  theme +night +-t$", told.out, re.MULTILINE)
    assert re.search(r"^  depth +2 +\S+executive\.yaml:\d+:\d+$", told.out, re.MULTILINE)
    assert [path.name for path in workdir.iterdir()] == ["my-brief.yaml"]


@pytest.mark.slow
def test_explain_and_check_print_the_same_coverage(workdir: Path, briefwright) -> None:
    asked = ("my-brief.yaml", "-a", "full", "-a", "executive", "--coverage")
    explained = json.loads(briefwright("explain", *asked, "--format", "json").out)
    assert set(explained["audiences"]) == {"full", "executive"}
    checked = json.loads(briefwright("check", *asked, "--format", "json").out)
    assert checked["coverage"] == explained
    sarif = json.loads(briefwright("check", *asked, "--format", "sarif").out)
    assert sarif["runs"][0]["properties"]["coverage"] == explained
    assert briefwright("check", *asked).out == briefwright("explain", *asked).out


def test_explain_tells_the_values_even_where_the_brief_is_wrong(workdir: Path, briefwright) -> None:
    text = (workdir / "my-brief.yaml").read_text(encoding="utf-8")
    text = text.replace("headline: Few", "headline: '{{ nonsense }}' # Few")
    (workdir / "my-brief.yaml").write_text(text, encoding="utf-8")
    told = briefwright("explain", "my-brief.yaml")
    assert told.code == 1
    assert "error BW311" in told.err
    assert "numbers" in told.out


def test_explain_of_an_unknown_audience_says_which_there_are(workdir: Path, briefwright) -> None:
    told = briefwright("explain", "my-brief.yaml", "-a", "executve")
    assert told.code == 1
    assert 'did you mean "executive"?' in told.err


# ---- being stopped -----------------------------------------------------------------------------------


def test_a_stop_by_the_user_is_no_traceback(monkeypatch: pytest.MonkeyPatch, briefwright) -> None:
    def stopped(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setitem(COMMANDS, "list", stopped)
    told = briefwright("list", "forms")
    assert (told.code, told.err) == (130, "stopped; nothing half-written\n")


def broken(_: object) -> int:
    raise KeyError("a word of\nmany lines, and one that is long: " + "x" * 1000)


@pytest.mark.parametrize("debug", [False, True])
def test_what_nobody_foresaw_is_one_message(monkeypatch: pytest.MonkeyPatch, briefwright, debug: bool) -> None:
    monkeypatch.setitem(COMMANDS, "build", broken)
    told = briefwright("build", "tea.yaml", *["--debug"] * debug)
    assert (told.code, told.out) == (3, "")
    assert ("Traceback" in told.err) is debug
    message = told.err[told.err.index("tea.yaml:1:1: error BW733: a fault of briefwright itself: KeyError: ") :]
    assert "; nothing was written\n    hint: please report it, with what the same command says with --debug" in message
    assert len(message.splitlines()[0]) < 500


def test_what_nobody_foresaw_of_a_slide_says_which(workdir: Path, monkeypatch: pytest.MonkeyPatch, briefwright) -> None:
    monkeypatch.setattr("briefwright.layout.client_layout.place", lambda *_: {}["gone"])
    told = briefwright("build", "my-brief.yaml", "--only", "deck")
    assert told.code == 3
    assert re.search(
        r"a fault of briefwright itself at work on deck and slides of full, slide [\w-]+: "
        r"KeyError: 'gone' \(test_cli\.py:\d+\); nothing was written",
        told.err,
    ), told.err
    assert not (workdir / "output").exists()


def test_in_a_mail_merge_what_has_landed_is_told(workdir: Path, monkeypatch: pytest.MonkeyPatch, briefwright) -> None:
    def merged(options: argparse.Namespace) -> int:
        options.landed = True
        raise KeyError

    monkeypatch.setitem(COMMANDS, "build", merged)
    assert "what is listed above is written whole, and nothing else" in briefwright("build", "my-brief.yaml").err


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (MemoryError(), "BW732: the system has no more memory for this; nothing was written"),
        (OSError(24, "Too many open files"), "BW732: the system has no more open files for this; nothing was written"),
        (ImportError("x.so: failed to map segment"), "BW732: the system has no more memory"),
        (BrokenProcessPool("a child died"), "BW735: the system ended a process that was at work"),
    ],
)
def test_a_system_that_is_short_of_something_is_no_fault_of_ours(
    monkeypatch: pytest.MonkeyPatch, briefwright, error: Exception, says: str
) -> None:
    def short(_: object) -> int:
        raise error

    monkeypatch.setitem(COMMANDS, "list", short)
    told = briefwright("list", "forms")
    assert told.code == 1
    assert told.err.startswith(f"error {says}")


@pytest.mark.skipif(os.name == "nt", reason="a console of another kind")
def test_a_build_works_where_no_text_but_ascii_can_be_printed(workdir: Path) -> None:
    (workdir / "bad.yaml").write_text("briefwright: 1\ntitle: [für\n", encoding="utf-8")
    plain = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "PYTHONCOERCECLOCALE": "0"}
    command = [sys.executable, "-m", "briefwright", "build", "bad.yaml"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=plain, cwd=workdir)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
