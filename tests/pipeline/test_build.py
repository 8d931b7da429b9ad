"""The stages in order: what an order becomes, what stops it, and that all files land together or none."""

import json
import re
import shutil
from itertools import count
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image
from pptx import Presentation

from briefwright.brief.read import read
from briefwright.core import files
from briefwright.core.diagnostics import Diagnostic, Refused, Severity, Span
from briefwright.core.messages import diagnose
from briefwright.pipeline import editions
from briefwright.pipeline.build import Built, build
from briefwright.pipeline.check import check, place_editions
from briefwright.pipeline.editions import KINDS, Order
from briefwright.pipeline.workers import Workers
from briefwright.scene.model import Picture, Scene
from briefwright.theme.model import Theme

TEA = Path(__file__).resolve().parents[1] / "briefs" / "tea.yaml"
WARNING = diagnose("BW804", Span("x.yaml"), hint="so")
WARNING = replace(WARNING, severity=Severity.WARNING)


@pytest.fixture
def order(tmp_path: Path) -> Order:
    """An order for the deck of a small brief, alone in its folder."""
    shutil.copy(TEA, tmp_path / "tea.yaml")
    return Order(tmp_path / "tea.yaml", out=tmp_path / "out", only=("deck",))


def built(order: Order) -> Built:
    with Workers(1) as workers:
        return build(order, workers)


def files_in(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


# ---- what an order becomes -----------------------------------------------------------------------------


def test_without_an_audience_the_full_edition_is_built(order: Order) -> None:
    assert [path.relative_to(order.out) for path in built(order).paths] == [Path("tea/full/deck.pptx")]


def test_every_edition_has_a_folder_of_its_own(order: Order) -> None:
    built(replace(order, audiences=("full", "executive"), only=KINDS))
    outputs = ("deck.pptx", "slides.pdf", "leave-behind.pdf", "one-pager.pdf", "slides-3up.pdf", ".build.json")
    both = {f"tea/{name}/{file}" for name in ("full", "executive") for file in outputs}
    assert files_in(order.out) == both | {"tea/full/script.pdf"}


def test_an_audience_asked_for_twice_is_built_once(order: Order) -> None:
    assert len(built(replace(order, audiences=("full", "full"))).paths) == 1


@pytest.mark.parametrize(
    ("changes", "folder"),
    [
        ({"theme": "night"}, "full.night"),
        ({"theme": "paper"}, "full"),
        ({"language": "de"}, "full.de"),
        ({"language": "en"}, "full"),
        ({"theme": "client", "language": "de"}, "full.de.client"),
    ],
)
def test_a_folder_names_language_and_theme_where_they_differ(
    order: Order, changes: dict[str, str], folder: str
) -> None:
    [edition], _ = place_editions(read(order.brief), replace(order, **changes))
    assert edition.folder == folder


def test_progress_counts_the_steps_of_every_edition(order: Order) -> None:
    told: list[tuple[int, int, str]] = []
    with Workers(1) as workers:
        build(replace(order, only=KINDS), workers, lambda *step: told.append(step))
    assert told == [(0, 2, "full: handouts"), (1, 2, "full: deck and slides"), (2, 2, "done")]


def test_only_what_was_asked_for_is_written(order: Order) -> None:
    built(replace(order, only=("slides",)))
    assert files_in(order.out) == {"tea/full/slides.pdf", "tea/full/.build.json"}


def test_a_brief_without_a_date_is_dated_by_the_environment(order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    text = order.brief.read_text(encoding="utf-8")
    order.brief.write_text(re.sub("^as_of:.*\n", "", text, flags=re.MULTILINE), encoding="utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1712102400")
    [path] = built(order).paths
    deck = Presentation(str(path))
    assert deck.core_properties.created.date().isoformat() == "2024-04-03"
    assert "3 April 2024" in "".join(s.text_frame.text for s in deck.slides[0].shapes if s.has_text_frame).replace(
        "\u00a0", " "
    )


def test_a_date_of_the_environment_changes_no_brief_that_has_one(order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    before = built(order).paths[0].read_bytes()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert built(order).paths[0].read_bytes() == before


def test_a_brief_without_any_date_is_refused(order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    text = order.brief.read_text(encoding="utf-8")
    order.brief.write_text(re.sub("^as_of:.*\n", "", text, flags=re.MULTILINE), encoding="utf-8")
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    with pytest.raises(Refused, match='"as_of" is missing'):
        built(order)


# ---- what stops it -------------------------------------------------------------------------------------


def telling(found: Diagnostic):
    return lambda deck: ({"leave-behind.pdf": b"x"}, (found,))


def test_an_error_in_a_handout_stops_every_edition(order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    error = diagnose("BW103", Span("x.yaml"))
    monkeypatch.setattr(editions, "handouts", telling(error))
    result = built(replace(order, audiences=("full", "executive"), only=("deck", "handouts")))
    assert (result.failed, result.paths) == (True, ())
    assert error in result.diagnostics
    assert not order.out.exists()


def test_what_a_writer_refuses_is_told_with_the_rest(order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    decks = count()

    def refuse(scene: Scene, theme: Theme) -> bytes:
        raise Refused([diagnose("BW103", Span(f"{next(decks)}.yaml"))])

    monkeypatch.setattr("briefwright.write.pptx.write", refuse)
    result = built(replace(order, audiences=("full", "executive")))
    assert result.failed
    assert len({str(d.span) for d in result.diagnostics if d.code == "BW103"}) == 2


def test_a_warning_stops_nothing_unless_strict(order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    order = replace(order, only=("handouts",))
    monkeypatch.setattr(editions, "handouts", telling(WARNING))
    assert not built(order).failed
    shutil.rmtree(order.out)
    result = built(replace(order, strict=True))
    assert (result.failed, result.paths) == (True, ())
    assert not order.out.exists()


def test_one_edition_that_fails_does_not_silence_the_others(order: Order) -> None:
    _, findings = place_editions(read(order.brief), replace(order, audiences=("nobody", "full", "noone")))
    assert [d.code for d in findings if d.severity is Severity.ERROR] == ["BW301", "BW301"]


def test_findings_on_pages_say_whose_pages_they_are_when_there_are_several(order: Order) -> None:
    points = "".join(f"      - {'Tea is a matter of habit and of who buys it ' * 4}{n}\n" for n in range(9))
    slide = f"slides:\n  - id: mine\n    form: bullets\n    title: It is so\n    items:\n{points}"
    order.brief.write_text(order.brief.read_text(encoding="utf-8") + slide, encoding="utf-8")
    brief = read(order.brief)
    _, alone = place_editions(brief, order)
    _, several = place_editions(brief, replace(order, audiences=("full", "executive")))
    assert any(d.message.startswith(("page ", "pages ")) for d in alone)
    assert not any(d.message.startswith(("page ", "pages ")) for d in several)
    assert any(d.message.startswith("executive: page") for d in several)


def test_findings_on_handouts_say_whose_they_are(order: Order) -> None:
    text = order.brief.read_text(encoding="utf-8")
    before, unknowns, _ = text.partition("unknowns: ")
    many = "".join(f"\n  - How many offices of kind {n} were asked, and by whom." for n in range(60))
    order.brief.write_text(f"{before}{unknowns}{many}\n", encoding="utf-8")
    found = check(replace(order, audiences=("full", "policy", "executive")), {}).diagnostics
    whose = {d.message.partition(": ")[0] for d in found if "60 “Open questions”" in d.message and d.code == "BW720"}
    assert whose == {"full, executive"}


def test_what_does_not_fit_is_told_once_without_what_follows_from_it(order: Order) -> None:
    text = order.brief.read_text(encoding="utf-8")
    order.brief.write_text(text.replace("text: Demand will keep growing", f"text: {'Demand ' * 90}"), encoding="utf-8")
    found = [d.code for d in built(order).diagnostics if d.severity is Severity.ERROR]
    assert found == ["BW601"]


# ---- landing -------------------------------------------------------------------------------------------


def test_nothing_lands_when_one_file_cannot(order: Order) -> None:
    target = order.out / "tea" / "executive"
    target.parent.mkdir(parents=True)
    target.write_text("a file in the way")
    with pytest.raises(Refused, match="BW701"):
        built(replace(order, audiences=("full", "executive")))
    assert files_in(order.out) == {"tea/executive"}


def test_an_edited_file_of_one_edition_keeps_all_from_being_overwritten(order: Order) -> None:
    both = replace(order, audiences=("full", "executive"))
    built(both)
    deck = order.out / "tea" / "executive" / "deck.pptx"
    deck.write_bytes(b"edited")
    stamp = (order.out / "tea" / "full" / "deck.pptx").stat().st_mtime_ns
    result = built(both)
    assert result.failed
    assert [(d.code, d.span) for d in result.diagnostics if d.severity is Severity.ERROR] == [
        ("BW702", Span(str(deck)))
    ]
    assert (order.out / "tea" / "full" / "deck.pptx").stat().st_mtime_ns == stamp


def test_force_overwrites_an_edited_file(order: Order) -> None:
    built(order)
    deck = order.out / "tea" / "full" / "deck.pptx"
    first = deck.read_bytes()
    deck.write_bytes(b"edited")
    assert not built(replace(order, force=True)).failed
    assert deck.read_bytes() == first


def test_a_file_that_another_build_left_alone_stays_guarded(order: Order) -> None:
    built(replace(order, only=("deck", "slides")))
    deck = order.out / "tea" / "full" / "deck.pptx"
    built(replace(order, only=("slides",)))
    deck.write_bytes(b"edited")
    assert built(order).failed


def test_the_manifest_is_beside_the_deck(order: Order) -> None:
    built(order)
    told = json.loads((order.out / "tea" / "full" / ".build.json").read_bytes())
    assert set(told["files"]) == {"deck.pptx"}


# ---- check ---------------------------------------------------------------------------------------------


def test_a_check_tells_every_audience_there_is(order: Order) -> None:
    assert {edition.audience.name for edition in check(order, {}).editions} == set(files.template_names("audiences"))


def test_a_check_reads_the_texts_beside_the_brief(order: Order) -> None:
    text = order.brief.read_text(encoding="utf-8")
    order.brief.write_text(text.replace("paragraphs: 20}", "text: report.txt}"), encoding="utf-8")
    (order.brief.parent / "report.txt").write_text("\n".join(["Nothing of it."] * 20), encoding="utf-8")
    found = check(order, {}).diagnostics
    assert {"BW813", "BW814"} <= {d.code for d in found}
    [unread] = [d for d in found if d.code == "BW812"]
    assert '"lt"' in unread.message


def test_a_check_finds_what_is_wrong_in_a_handout(order: Order) -> None:
    folder = order.brief.parent / "templates" / "handouts"
    folder.mkdir(parents=True)
    (folder / "leave-behind.md.j2").write_text("# {{ nonsense }}\n", encoding="utf-8")
    assert [d.code for d in check(order, {}).diagnostics if d.severity is Severity.ERROR] == ["BW311"]


def test_a_check_writes_nothing(order: Order) -> None:
    check(order, {})
    assert files_in(order.brief.parent) == {"tea.yaml"}


def test_logos_are_found_from_the_folder_of_the_brief_wherever_it_is_built(
    order: Order, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    Image.new("RGB", (30, 10), "#1B5A7A").save(tmp_path / "us.png")
    text = order.brief.read_text(encoding="utf-8").replace("{name: Kettle Group}", "{name: Kettle Group, logo: us.png}")
    order.brief.write_text(text, encoding="utf-8")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    [edition], _ = place_editions(read(order.brief), order)
    logos = [item for item in edition.scene.pages[0].items if isinstance(item, Picture)]
    assert [Path(logo.path).name for logo in logos] == ["us.png"]
    assert not built(order).failed


# ---- what the pages show is told at the line of the brief ----------------------------------------------


def places(folder: Path, text: str) -> dict[str, int]:
    path = folder / "tea.yaml"
    path.write_text(text, encoding="utf-8")
    _, found = place_editions(read(path), Order(path))
    return {d.code: d.span.line for d in found if d.span and d.span.file == str(path)}


def test_a_title_that_stands_twice_is_told_where_it_was_written(tmp_path: Path) -> None:
    slides = [f"  - {{id: s{n}, form: bullets, title: Tea is sold, items: [{{text: It is}}]}}\n" for n in range(2)]
    text = TEA.read_text(encoding="utf-8")
    assert places(tmp_path, text + "slides:\n" + "".join(slides))["BW823"] == len(text.splitlines()) + 3


def test_a_correction_that_does_not_fit_is_told_where_it_was_written(tmp_path: Path) -> None:
    text = TEA.read_text(encoding="utf-8").replace("{Oolang: Oolong}", f"{{Oolang: {'Oolong ' * 300}}}")
    assert (
        places(tmp_path, text)["BW601"]
        == text.splitlines().index(next(x for x in text.splitlines() if "Oolang" in x)) + 1
    )
