"""A brief's file becomes a Brief: ids of its facts, the files that it names, its schema."""

import json
import pickle
from pathlib import Path

import pytest
from PIL import Image

from briefwright.brief.facts import fact_ids
from briefwright.brief.read import read
from briefwright.core import picture_files
from briefwright.core.diagnostics import Refused, Severity
from briefwright.inspect.schema import schema
from tests.brief.briefs import HEAD, brief


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def written(folder: Path, body: str) -> Path:
    path = folder / "case.yaml"
    path.write_text(HEAD + body, encoding="utf-8")
    return path


def codes(path: Path, **sources: Path) -> list[str]:
    try:
        return [d.code for d in read(path, sources).diagnostics]
    except Refused as refused:
        return [d.code for d in refused.diagnostics]


# ---- facts -----------------------------------------------------------------------------------------


def test_every_fact_has_an_id_and_a_place() -> None:
    found = fact_ids(
        brief("""\
            figures: {a: {value: 1, cite: "s:1"}, b: {derived: a * 2}}
            judgements: [{text: J}, {id: sure, text: K, ours: true}]
            context: [{text: C}]
            players:
              - {id: p, name: P, cite: "s:2", models: [{name: M}, {name: N, cite: "s:3"}], facts: [F]}
            unknowns: [U]
            watch: [{signal: S, position: P, trigger: T, action: A}]
            """)
    )
    assert [f.id for f in found] == [
        "bottom_line.headline",
        "figures.a",
        "figures.b",
        "judgements.1",
        "judgements.sure",
        "context.1",
        "players.p",
        "players.p.models.1",
        "players.p.models.2",
        "players.p.facts.1",
        "unknowns.1",
        "watch.1",
    ]
    places = {f.id: (f.span.line, f.span.column) for f in found}
    assert places["figures.b"] == (6, 39)
    assert places["players.p.facts.1"] == (10, 88)
    cites = {f.id: f.cite for f in found if f.cite}
    assert cites["players.p.models.1"] == ("s:2",)
    assert cites["players.p.models.2"] == ("s:3",)
    assert [f.id for f in found if f.ours] == ["figures.b", "judgements.sure", "unknowns.1", "watch.1"]


def test_a_brief_survives_the_way_to_another_process() -> None:
    one = brief("extra: {a: [1, 2.50]}\nslides:\n  - {id: s, form: message}\n")
    two = pickle.loads(pickle.dumps(one))
    assert two == one
    assert two.slides[0].values_at["form"] == one.slides[0].values_at["form"]
    assert two.at("extra", "a", 1) == one.at("extra", "a", 1)


# ---- files -----------------------------------------------------------------------------------------


def test_paragraphs_are_counted_in_the_text_of_a_source(folder: Path) -> None:
    (folder / "a.txt").write_text("One\n\n  \nTwo\nThree", encoding="utf-8")
    cited = "unknowns: ['A [@s:4]']\n"
    assert codes(written(folder, f"sources: {{s: {{title: T, text: a.txt}}}}\n{cited}")) == ["BW204"]
    assert codes(written(folder, f"sources: {{s: {{title: T, text: a.txt, paragraphs: 4}}}}\n{cited}")) == [
        "BW219",
        "BW204",
    ]
    assert codes(written(folder, f"sources: {{s: {{title: T, paragraphs: 4}}}}\n{cited}")) == []


def test_a_text_from_the_command_line_may_stand_anywhere(folder: Path) -> None:
    (folder / "texts").mkdir()
    (folder / "briefs").mkdir()
    (folder / "texts" / "a.txt").write_text("One\nTwo", encoding="utf-8")
    path = written(folder / "briefs", "sources: {s: {title: T, paragraphs: 2}}\nunknowns: ['A [@s:3]']\n")
    assert codes(path, s=folder / "texts" / "a.txt") == ["BW204"]
    assert codes(path, s=folder / "texts" / "none.txt") == ["BW204", "BW101"]


def test_a_text_for_a_source_that_is_not_there_is_refused(folder: Path) -> None:
    assert codes(written(folder, "sources: {slr: {title: T}}\n"), srl=folder / "a.txt") == ["BW202"]


def test_a_link_out_of_the_folder_is_followed_and_refused(folder: Path) -> None:
    inner = folder / "inner"
    inner.mkdir()
    (folder / "secret.txt").write_text("secret", encoding="utf-8")
    (inner / "a.txt").symlink_to(folder / "secret.txt")
    assert codes(written(inner, "sources: {s: {title: T, text: a.txt}}\n")) == ["BW131"]


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("logo.png", None, []),
        ("logo.jpeg", None, []),
        ("logo.webp", None, []),
        ("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", ["BW133"]),
        ("cut.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", ["BW133"]),
        ("empty.png", b"", ["BW132"]),
    ],
)
def test_pictures_are_known_by_their_bytes(folder: Path, name: str, data: bytes | None, expected: list[str]) -> None:
    if data is None:
        Image.new("RGB", (8, 4), "red").save(folder / name)
    else:
        (folder / name).write_bytes(data)
    assert codes(written(folder, f"author: {{logo: {name}}}\n")) == expected


def test_a_picture_of_too_many_pixels_is_not_opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Image.new("1", (3000, 2000)).save(folder / "big.png")
    monkeypatch.setattr(picture_files, "MAX_PIXELS", 5_000_000)
    assert codes(written(folder, "client: {logo: big.png}\n")) == ["BW134"]


def test_a_file_that_is_too_large_is_not_read(folder: Path) -> None:
    path = folder / "big.yaml"
    path.write_bytes(b"a: " + b"x" * 10_000_000)
    assert codes(path) == ["BW102"]


def test_files_that_cannot_be_read_are_refused(folder: Path) -> None:
    assert codes(folder / "none.yaml") == ["BW101"]
    assert codes(folder) == ["BW101"]


# ---- the audiences at hand --------------------------------------------------------------------------


def test_an_audience_beside_the_brief_is_known_and_a_foreign_one_is_noted(folder: Path) -> None:
    (folder / "templates" / "audiences").mkdir(parents=True)
    (folder / "templates" / "audiences" / "pilots.yaml").write_text("title: Pilots\n", encoding="utf-8")
    path = written(folder, "unknowns: [{default: A, pilots: B, zebras: C}]\naudiences: {pilots: {depth: 1}}\n")
    found = read(path).diagnostics
    assert [(d.code, d.severity) for d in found] == [("BW220", Severity.NOTE)]


# ---- the schema -------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["brief", "audience", "outline", "theme"])
def test_a_schema_is_whole(kind: str) -> None:
    found = schema(kind)
    text = json.dumps(found)
    defined = set(found.get("$defs", {}))
    used = {part.split('"')[0] for part in text.split("#/$defs/")[1:]}
    assert used <= defined
    assert "x-shared" not in text
    assert found["additionalProperties"] is False


def test_the_schema_of_a_brief_knows_every_key_of_the_specimen(shared: Path) -> None:
    found = schema("brief")
    tree = read_brief_tree(shared / "specimen.yaml")
    assert set(tree) <= set(found["properties"])
    assert set(tree["figures"]["moonshot_round"]) <= set(found["$defs"]["Figure"]["properties"])
    assert "from" in found["$defs"]["Link"]["properties"]
    assert found["required"] == ["briefwright", "id", "title", "as_of", "bottom_line"]


def read_brief_tree(path: Path) -> dict[str, dict[str, dict[str, object]]]:
    return brief(path.read_text(encoding="utf-8"), head="").written or {}


def test_the_specimen_is_sound(shared: Path, folder: Path) -> None:
    (folder / "sources").mkdir()
    (folder / "sources" / "article.txt").write_text("line\n" * 41, encoding="utf-8")
    path = folder / "specimen.yaml"
    path.write_bytes((shared / "specimen.yaml").read_bytes())
    assert [d for d in read(path).diagnostics if d.severity is not Severity.NOTE] == []


def test_the_shipped_schema_is_that_of_the_code(checkout: Path) -> None:
    shipped = (checkout / "briefs" / "brief.schema.json").read_text(encoding="utf-8")
    assert json.loads(shipped) == schema("brief"), "briefwright schema brief > briefs/brief.schema.json"
