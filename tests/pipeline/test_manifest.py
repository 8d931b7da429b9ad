"""What is kept beside the outputs: hashes by which an edit is seen, and every shape with its box and text."""

import json
from pathlib import Path

from briefwright.core.diagnostics import Span
from briefwright.core.geometry import Rect
from briefwright.pipeline.manifest import NAME, edited, manifest, merged
from briefwright.scene.model import (
    Cell,
    Group,
    Line,
    Page,
    Paragraph,
    Properties,
    Role,
    Row,
    Run,
    Scene,
    Shape,
    Table,
    Text,
    TextStyle,
)  # fmt: skip


def paragraph(text: str) -> Paragraph:
    return Paragraph((Run(text, TextStyle(14, 18)),), (Line(0, len(text), 50.0),), 18)


def scene(text: str = "Tea") -> Scene:
    items = (
        Text("bw:a/title", Rect(48, 48, 790.5, 60), (paragraph(text),), Role.TITLE),
        Group("bw:a/meter", (Shape("bw:a/bar", Rect(1 / 3, 2, 3, 4)), Shape("bw:a/rest", Rect(9, 2, 3, 4)))),
        Table("bw:a/table", Rect(0, 0, 10, 10), (10.0,), (Row((Cell((paragraph("cell"),)),), 10.0),), "a table"),
    )
    return Scene(960, 540, (), (Page("a", "content", text, items),), Properties("Case"))


def read(data: bytes) -> dict:
    return json.loads(data)


def test_it_lists_every_file_by_its_hash() -> None:
    told = read(manifest(scene(), {"deck.pptx": b"abc", "a.pdf": b""}))
    assert told["files"] == {
        "a.pdf": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "deck.pptx": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    }


def test_it_lists_every_shape_with_its_box_in_points() -> None:
    page = read(manifest(scene(), {}))["slides"]["a"]
    assert page["title"] == "Tea"
    assert list(page["shapes"]) == ["bw:a/title", "bw:a/meter", "bw:a/bar", "bw:a/rest", "bw:a/table"]
    assert page["shapes"]["bw:a/title"]["box"] == [48, 48, 790.5, 60]
    assert page["shapes"]["bw:a/bar"]["box"] == [0.33, 2, 3, 4]


def test_another_text_is_another_hash() -> None:
    def texts(text: str) -> dict[str, str]:
        shapes = read(manifest(scene(text), {}))["slides"]["a"]["shapes"]
        return {name: shape["text"] for name, shape in shapes.items()}

    one, other = texts("Tea"), texts("Coffee")
    assert one["bw:a/title"] != other["bw:a/title"]
    assert one["bw:a/table"] == other["bw:a/table"]


def test_the_same_scene_gives_the_same_bytes() -> None:
    assert manifest(scene(), {"a": b"1", "b": b"2"}) == manifest(scene(), {"b": b"2", "a": b"1"})


# ---- edits -----------------------------------------------------------------------------------------------


def landed(folder: Path, **files: bytes) -> None:
    for name, data in files.items():
        (folder / name).write_bytes(data)
    (folder / NAME).write_bytes(manifest(scene(), files))


def test_files_as_they_were_built_are_not_edited(tmp_path: Path) -> None:
    landed(tmp_path, deck=b"1", slides=b"2")
    assert edited(tmp_path, {"deck": b"new", "slides": b"new"}) == ()


def test_a_changed_file_is_named(tmp_path: Path) -> None:
    landed(tmp_path, deck=b"1", slides=b"2")
    (tmp_path / "deck").write_bytes(b"1, edited")
    [found] = edited(tmp_path, {"deck": b"new", "slides": b"new"})
    assert (found.code, found.span) == ("BW702", Span(str(tmp_path / "deck")))


def test_a_changed_file_that_is_not_to_be_written_is_no_matter(tmp_path: Path) -> None:
    landed(tmp_path, deck=b"1", slides=b"2")
    (tmp_path / "deck").write_bytes(b"1, edited")
    assert edited(tmp_path, {"slides": b"new"}) == ()


def test_an_edit_that_is_what_would_be_written_is_none(tmp_path: Path) -> None:
    landed(tmp_path, deck=b"1")
    (tmp_path / "deck").write_bytes(b"new")
    assert edited(tmp_path, {"deck": b"new"}) == ()


def test_a_deleted_file_is_not_edited(tmp_path: Path) -> None:
    landed(tmp_path, deck=b"1")
    (tmp_path / "deck").unlink()
    assert edited(tmp_path, {"deck": b"new"}) == ()


def test_a_file_of_unknown_origin_is_not_overwritten(tmp_path: Path) -> None:
    landed(tmp_path, slides=b"2")
    (tmp_path / "deck").write_bytes(b"somebody's own")
    [found] = edited(tmp_path, {"deck": b"new", "slides": b"2"})
    assert (found.code, found.span) == ("BW709", Span(str(tmp_path / "deck")))


def test_without_a_manifest_what_is_there_is_somebodys_own(tmp_path: Path) -> None:
    assert edited(tmp_path, {"deck": b"new"}) == ()
    (tmp_path / "deck").write_bytes(b"somebody's own")
    assert [found.code for found in edited(tmp_path, {"deck": b"new"})] == ["BW709"]


def test_a_broken_manifest_is_as_none(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"{not json")
    assert edited(tmp_path, {"deck": b"new"}) == ()
    assert merged(tmp_path, manifest(scene(), {"deck": b"1"})) == manifest(scene(), {"deck": b"1"})


def test_a_merged_manifest_keeps_the_hashes_of_files_left_alone(tmp_path: Path) -> None:
    landed(tmp_path, deck=b"1", slides=b"2")
    told = read(merged(tmp_path, manifest(scene(), {"slides": b"3"})))
    assert told["files"]["deck"] == read(manifest(scene(), {"deck": b"1"}))["files"]["deck"]
    assert told["files"]["slides"] == read(manifest(scene(), {"slides": b"3"}))["files"]["slides"]
