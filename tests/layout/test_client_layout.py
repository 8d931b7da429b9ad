"""Titles and covers on the layouts of a client's file."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from briefwright.core.diagnostics import Severity
from briefwright.core.geometry import Rect
from briefwright.layout.deck import place
from briefwright.pipeline.tried_adoption import save_adopted
from briefwright.scene.model import Role, Text
from briefwright.scene.walk import leaves
from briefwright.theme.read import read_theme
from tests import clients
from tests.story.briefs import BRIEF, story


@pytest.mark.parametrize("box", [Rect(40, 230, 400, 160), Rect(40, 120, 640, 120)])
def test_a_subtitle_without_a_place_of_its_own_stands_clear_of_the_title(
    box: Rect, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path, _ = save_adopted(clients.written(clients.usual(), tmp_path / "acme.pptx"))
    theme = read_theme(path.stem)
    assert theme.client
    cover = theme.client.layouts["title"]
    holders = {name: holder for name, holder in cover.placeholders.items() if name != "subtitle"}
    holders["title"] = replace(holders["title"], rect=box)
    cover = replace(cover, placeholders=holders, free=None)
    client = replace(theme.client, layouts={**theme.client.layouts, "title": cover})
    scene, problems = place(story(tmp_path, text=BRIEF), replace(theme, client=client))
    texts = [item for item in leaves(scene.pages[0].items) if isinstance(item, Text)]
    [head] = [text for text in texts if text.role is Role.TITLE]
    [under] = [text for text in texts if text.role is Role.SUBTITLE]
    assert not head.rect.overlaps(under.rect)
    assert [problem for problem in problems if problem.code == "BW626"] == []


def test_the_subtitle_of_a_divider_whose_placeholder_lies_over_the_title_s_words_stands_under_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path, _ = save_adopted(clients.written(clients.usual(), tmp_path / "acme.pptx"))
    theme = read_theme(path.stem)
    assert theme.client
    divider, over = theme.client.layouts["section"], Rect(40, 120, 640, 60)
    holders = {name: replace(holder, anchor="top") for name, holder in divider.placeholders.items()}
    for name in ("title", "subtitle"):
        holders[name] = replace(holders[name], rect=over)
    client = replace(theme.client, layouts={**theme.client.layouts, "section": replace(divider, placeholders=holders)})
    text = (
        BRIEF + "slides: [{id: s, form: section, section: outlook, title: Outlook, subtitle: What would change it}]\n"
    )
    scene, _ = place(story(tmp_path, text=text), replace(theme, client=client))
    said = {
        item.paragraphs[0].text: item for page in scene.pages for item in leaves(page.items) if isinstance(item, Text)
    }
    assert said["What would change it"].rect.y >= said["Outlook"].rect.bottom


def test_a_contact_of_any_length_fits_a_client_s_cover_and_breaks_between_its_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path, _ = save_adopted(clients.written(clients.usual(), tmp_path / "acme.pptx"))
    who = "name: Dr. Jutta Brömmelhörster, organisation: Büro für Mobilität, contact: j.broemmelhoerster@mobil.example"
    text = (
        "briefwright: 1\nid: b\ntitle: B\nas_of: 2026\nclient: {name: City of Lindenburg}\n"
        f"author: {{{who}}}\nbottom_line: {{headline: H}}\n"
    )
    scene, problems = place(story(tmp_path, text=text), read_theme(path.stem))
    assert [problem for problem in problems if problem.severity is Severity.ERROR] == []
    texts = [item for item in leaves(scene.pages[0].items) if isinstance(item, Text)]
    [contact] = [p for item in texts for p in item.paragraphs if "Jutta" in p.text]
    lines = [contact.text[line.start : line.end].replace("\u00a0", " ") for line in contact.lines]
    assert len(lines) > 1
    assert lines[0] == "Dr. Jutta Brömmelhörster,"


@pytest.mark.parametrize("language", ["ar", "he", "en"])
def test_a_marking_from_the_right_keeps_clear_of_the_page_number_within_its_client_s_box(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path, _ = save_adopted(clients.written(clients.usual(), tmp_path / "acme.pptx"))
    theme = read_theme(path.stem)
    assert theme.client
    of = theme.client.layouts["content"]
    number = of.placeholders["page"].rect
    wide = replace(of.placeholders["marking"], rect=Rect(40, number.y, number.right - 80, number.h), align="left")
    content = replace(of, placeholders={**of.placeholders, "marking": wide, "page": replace(
        of.placeholders["page"], rect=Rect(number.right - 140, number.y, 60, number.h))})  # fmt: skip
    client = replace(theme.client, layouts={**theme.client.layouts, "content": content})
    told = story(tmp_path, text=BRIEF + "marking: Internal\n", language=language)
    scene, _ = place(told, replace(theme, client=client))
    page = next(page for page in scene.pages if page.layout == "content")
    texts = {item.name.rpartition("/")[2]: item for item in leaves(page.items) if isinstance(item, Text)}
    assert texts["marking"].rect.overlaps(texts["page"].rect) is (language == "en")
