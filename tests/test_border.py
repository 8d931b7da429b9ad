"""The border: what a stranger's names, paths and files may do, tried at the command line. Nothing leads out of the
folders that are allowed, nothing is waited for, and whatever arrives broken is an error at its place."""

import importlib.util
import io
import os
import random
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

import briefwright as package
from tests.conftest import Said

Command = Callable[..., Said]
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
BRIEF = """\
briefwright: 1
id: tea
title: Tea in offices
as_of: 2024-05
sources: {poll: {title: What offices drink, publisher: Institute, date: 2024-05, paragraphs: 9}}
bottom_line: {headline: Most offices offer tea}
judgements:
  - {text: Tea is wanted in offices, support: "Most offices offer it. [@poll:3]", confidence: high}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder within another, into which nothing may be written but what is asked for."""
    inner = tmp_path / "outer" / "brief"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    (inner / "b.yaml").write_text(BRIEF, encoding="utf-8")
    return inner


def more(text: str) -> None:
    Path("b.yaml").write_text(BRIEF + text, encoding="utf-8")


def refused(said: Said, *tells: str) -> None:
    assert said.code == 1, said
    for tell in tells:
        assert tell in said.err
    assert "Traceback" not in said.err
    assert not list(Path().rglob("*.pptx"))
    assert all(len(line) <= 600 for line in said.err.splitlines())


# ---- names -------------------------------------------------------------------------------------------

DEVIOUS = [
    "../../../escaped",
    "/tmp/escaped",
    "a/b",
    "..",
    "a.b",
    "CON",
    "nul",
    "a b",
    "-a",
    "x" * 61,
    r"..\x",
    "a\u200b",
]


@pytest.mark.parametrize("name", DEVIOUS)
def test_an_audience_of_a_brief_names_no_folder_but_its_own(folder: Path, briefwright: Command, name: str) -> None:
    more(f"audiences:\n  {name!r}: {{extends: full}}\n".replace("\\\\", "\\"))
    Path("c.csv").write_text(f"name,audience\nX,{name}\n", encoding="utf-8")
    refused(briefwright("build", "b.yaml", f"-a{name}"), "b.yaml:10:3: error BW155")
    refused(briefwright("build", "b.yaml", "--for", "c.csv", "--only", "deck"), "BW155")
    assert [path.name for path in folder.parent.iterdir()] == ["brief"]


@pytest.mark.parametrize("name", DEVIOUS)
@pytest.mark.parametrize("option", ["-a", "-t", "-l"])
def test_a_name_on_the_command_line_is_looked_up_and_nothing_else(
    folder: Path, briefwright: Command, option: str, name: str
) -> None:
    refused(briefwright("build", "b.yaml", f"{option}{name}"), "error BW")


@pytest.mark.parametrize("column", ["audience", "theme", "language", "id"])
def test_a_table_of_clients_names_no_folder_but_its_own(folder: Path, briefwright: Command, column: str) -> None:
    Path("c.csv").write_text(f"name,{column}\n" + "".join(f'X{n},"{name}"\n' for n, name in enumerate(DEVIOUS)))
    said = briefwright("build", "b.yaml", "--for", "c.csv", "--only", "deck")
    refused(said)
    assert said.err.count("c.csv:") >= len(DEVIOUS) - 1
    assert [path.name for path in folder.parent.iterdir()] == ["brief"]


def test_audiences_that_differ_in_case_alone_would_share_a_folder(folder: Path, briefwright: Command) -> None:
    more("audiences:\n  Full: {extends: full}\n  Börse: {extends: full}\n  BÖRSE: {extends: full}\n")
    refused(briefwright("check", "b.yaml"), "b.yaml:10:3: error BW155", "b.yaml:12:3: error BW155", '"Börse"')


def test_a_brief_is_called_by_no_device(folder: Path, briefwright: Command) -> None:
    Path("b.yaml").write_text(BRIEF.replace("id: tea", "id: con"))
    refused(briefwright("check", "b.yaml"), "b.yaml:2:5: error BW155")
    refused(briefwright("new", "nul"), "BW705")


@pytest.mark.parametrize("name", ["板", "Größe", "קהל"])
def test_letters_of_every_script_name_an_audience(folder: Path, briefwright: Command, name: str) -> None:
    more(f"audiences:\n  {name}: {{extends: full}}\n")
    assert briefwright("build", "b.yaml", "-a", name, "--only", "deck").code == 0
    assert (folder / "output" / "tea" / name / "deck.pptx").is_file()


@posix
def test_a_path_that_nothing_can_be_at_is_an_error(folder: Path, briefwright: Command) -> None:
    os.mkfifo("pipe")
    Path("loop").symlink_to("loop")
    for out in ("x" * 300, "a/" * 150, "a\0b", "pipe", "loop"):
        refused(briefwright("build", "b.yaml", "--only", "deck", "-o", out), "BW701")
    theme = "extends: paper\nfonts: {{heading: {{name: X, regular: {0}}}, body: {{name: X, bold: {0}}}}}\n"
    Path("templates/themes").mkdir(parents=True)
    Path("templates/themes/long.yaml").write_text(theme.format("x" * 300))
    refused(briefwright("build", "b.yaml", "-t", "long"), "long.yaml:2:37: error BW506", "error BW506")
    Path("templates/themes/based.yaml").write_text(f"extends: paper\nbase: {'x' * 300}.potx\n")
    refused(briefwright("build", "b.yaml", "-t", "based"), "based.yaml:2:7: error BW541")


# ---- paths -------------------------------------------------------------------------------------------

NAMED = {  # how a brief names a file
    "logo": "author: {{name: A, logo: {}}}\n",
    "text": "sources: {{s: {{title: T, text: {}}}}}\n",
    "sheet": "figures: {{from: {}}}\n",
    "image": "slides: [{{id: p, form: picture, title: It is so, image: {}, alt: x}}]\n",
}


def naming(kind: str, path: str) -> None:
    text = BRIEF.replace(BRIEF.splitlines()[4] + "\n", "").replace(" [@poll:3]", "") if kind == "text" else BRIEF
    Path("b.yaml").write_text(text + NAMED[kind].format(path), encoding="utf-8")


@posix
@pytest.mark.parametrize("what", ["pipe", "link out", "loop", "dangling", "folder", "socket", "long", "device"])
@pytest.mark.parametrize("kind", NAMED)
def test_a_path_of_a_brief_leads_to_a_file_in_its_folder_or_is_refused(
    folder: Path, briefwright: Command, kind: str, what: str
) -> None:
    path = Path("f.csv" if kind == "sheet" else "f.png")
    match what:
        case "pipe":
            os.mkfifo(path)
        case "link out":
            path.symlink_to("/etc/passwd")
        case "loop":
            path.symlink_to(path)
        case "dangling":
            path.symlink_to("nowhere")
        case "folder":
            path.mkdir()
        case "long":
            path = Path("x" * 300 + path.suffix)
        case "device":
            path.symlink_to("/dev/zero")
    naming(kind, str(path))
    refused(briefwright("check", "b.yaml", "-a", "full"), "BW131" if what in ("link out", "device") else "BW132")


TEMPLATES = {
    "handouts/leave-behind.md.j2": (),
    "audiences/full.yaml": (),
    "outlines/briefing.yaml": (),
    "languages/en.yaml": (),
    "themes/paper.yaml": (),
}


@posix
@pytest.mark.parametrize("name", TEMPLATES)
@pytest.mark.parametrize("what", ["link out", "pipe", "not UTF-8", "loop", "empty", "UTF-16", "binary", "control"])
def test_a_template_beside_a_brief_is_a_text_in_its_folder_or_is_refused(
    folder: Path, briefwright: Command, name: str, what: str
) -> None:
    path = folder / "templates" / name
    path.parent.mkdir(parents=True)
    match what:
        case "link out":
            path.symlink_to("/etc/passwd")
        case "pipe":
            os.mkfifo(path)
        case "loop":
            path.symlink_to(path)
        case _:
            data = {
                "not UTF-8": b"a\nb: \xff\n",
                "empty": b"",
                "UTF-16": "a: b".encode("utf-16"),
                "binary": b"PK\3\4\0",
            }
            path.write_bytes(data.get(what, b"a\nb: \xef\xb7\x90\n"))
    code = {"link out": "BW130", "not UTF-8": "BW104", "empty": "BW103", "UTF-16": "BW150", "binary": "BW105"}
    place = ":2:4: error" if what in ("not UTF-8", "control") else ":1:1: error"
    said = briefwright("build", "b.yaml")
    refused(said, f"{name}{place} {code.get(what, 'BW107' if what == 'control' else 'BW101')}")
    assert "root:" not in said.err
    assert briefwright("list", name.partition("/")[0]).code == 0


def test_whoever_has_no_home_builds_without_a_cache(
    folder: Path, briefwright: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*_: object) -> None:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", unknown)
    assert briefwright("check", "b.yaml").code == 0


# ---- pictures ----------------------------------------------------------------------------------------


def picture(kind: str, seed: int = 1) -> bytes:
    noise = Image.frombytes("RGB", (90, 60), random.Random(seed).randbytes(90 * 60 * 3))
    out = io.BytesIO()
    noise.save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF"])
def test_a_picture_is_decoded_whole_when_the_brief_is_read(folder: Path, briefwright: Command, kind: str) -> None:
    data, rng = picture(kind), random.Random(kind)
    more("author: {name: A, logo: i.png}\n")
    for _ in range(60):
        broken = bytearray(data)
        if rng.random() < 0.5:
            del broken[rng.randrange(len(broken)) :]
        for _ in range(rng.randrange(1, 30)):
            broken[rng.randrange(len(broken))] = rng.randrange(256) if broken else 0
        Path("i.png").write_bytes(bytes(broken) or b"x")
        said = briefwright("check", "b.yaml")
        assert said.code == 0 or "error BW13" in said.err, said.err


@pytest.mark.parametrize("there", [b"junk", b"", None, picture("PNG")[:900]])
def test_a_picture_that_changed_between_two_builds_is_looked_at_again(
    folder: Path, there: bytes | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    Path("i.png").write_bytes(picture("PNG"))
    more("slides:\n  - {id: p, form: picture, title: It is so, image: i.png, alt: x}\n")
    assert not package.build("b.yaml").failed
    if there is None:
        Path("i.png").unlink()
    else:
        Path("i.png").write_bytes(there)
    built = package.build("b.yaml", out="again")
    assert built.failed
    assert {d.code for d in built.diagnostics} & {"BW132", "BW133"}
    assert not Path("again").exists()


# ---- fonts -------------------------------------------------------------------------------------------


def test_a_font_that_arrives_damaged_is_refused_or_used(folder: Path, briefwright: Command) -> None:
    [root] = importlib.util.find_spec("fontpkg_arimo").submodule_search_locations
    data = next(iter(sorted(Path(root).rglob("*.ttf")))).read_bytes()
    Path("templates/themes/fonts").mkdir(parents=True)
    face = "{name: X, regular: fonts/x.ttf}"
    Path("templates/themes/x.yaml").write_text(f"extends: paper\nfonts: {{heading: {face}, body: {face}}}\n")
    for number, size in enumerate((10, 300, 4_000, len(data) // 2, len(data) - 9)):
        Path("templates/themes/fonts/x.ttf").write_bytes(data[:size])
        said = briefwright("build", "b.yaml", "-t", "x", "--only", "slides", "-o", str(number))
        assert said.code in (0, 1), said.err
        assert said.code == 0 or "error BW" in said.err


def test_a_font_that_changed_between_two_builds_is_looked_at_again(folder: Path) -> None:
    [root] = importlib.util.find_spec("fontpkg_arimo").submodule_search_locations
    upright, slanted = (next(Path(root).rglob(f"Arimo{name}*.ttf")) for name in ("[", "-Italic["))
    Path("templates/themes/fonts").mkdir(parents=True)
    face = "{name: X, regular: fonts/x.ttf}"
    Path("templates/themes/x.yaml").write_text(f"extends: paper\nfonts: {{heading: {face}, body: {face}}}\n")
    font, made = Path("templates/themes/fonts/x.ttf"), []
    for source in (upright, slanted, upright):
        shutil.copy(source, font)
        built = package.build("b.yaml", out=f"out-{len(made)}", theme="x", only=["slides"])
        made.append(built.paths[0].read_bytes())
    assert made[0] == made[2] != made[1]
    font.write_bytes(b"no font")
    assert package.build("b.yaml", out="last", theme="x", only=["slides"]).failed


# ---- what the last build left ------------------------------------------------------------------------

SHAPES = '{"format": 2, "files": {"deck.pptx": 1}, "slides": %s}'
MANIFESTS = [
    b"", b"[]", b"null", b"{", b"\xff", b"[" * 100_000, b'{"files": 1}', b'{"files": {"deck.pptx": [1]}}',
    b'{"format": []}',
    *(SHAPES % slides for slides in ("1", "[]", '{"a": 1}', '{"a": {"shapes": 1}}', '{"a": {"shapes": {"b": {}}}}')),
    *(SHAPES % f'{{"a": {{"shapes": {{"b": {{"text": {text}, "box": {at}}}}}}}}}'
      for text, at in (("1", "[1, 2, 3, 4]"), ('"x"', "[1]"), ('"x"', '"abcd"'),
                        ('"x"', "[1, 2, 3, null]"), ("null", "[]"))),
]  # fmt: skip


def test_a_manifest_of_any_shape_guards_what_lies_there(folder: Path, briefwright: Command) -> None:
    assert briefwright("build", "b.yaml", "--only", "deck").code == 0
    place = folder / "output" / "tea" / "full"
    deck = (place / "deck.pptx").read_bytes()
    for data in MANIFESTS:
        (place / ".build.json").write_bytes(data if isinstance(data, bytes) else data.encode())
        (place / "deck.pptx").write_bytes(deck + b"edited")
        said = briefwright("build", "b.yaml", "--only", "deck")
        assert said.code == 1
        assert "BW70" in said.err, data
        assert (place / "deck.pptx").read_bytes() == deck + b"edited"
    assert briefwright("build", "b.yaml", "--only", "slides", "--force").code == 0
