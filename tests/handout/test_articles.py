"""The leave-behind of a brief is an article: full pages, level columns, exhibits by their calls, nothing twice."""

import re
from collections import Counter
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefwright.brief.read import read
from briefwright.handout.drawings import SCALE
from briefwright.handout.leave_behind import set_pages
from briefwright.scene.model import Item, Page, Role, Rule, Scene, Text
from briefwright.scene.walk import leaves, paragraphs_of
from briefwright.story.model import Story
from briefwright.story.resolution import resolve
from briefwright.story.tell import tell
from tests.editions import CHECKOUT
from tests.handout.decks import without_deck

TOP, FOOT = 63.0, 46.0
HEADS = (Role.HEADING, Role.SUBHEADING)
BRIEFS = sorted((CHECKOUT / "tests" / "briefs").glob("*.yaml"))
EDITIONS = [
    *((CHECKOUT / "briefs" / "china-llm.yaml", name, "") for name in ("full", "executive", "technical", "policy")),
    (CHECKOUT / "briefs" / "china-llm.yaml", "full", "de"),
    *((path, "full", "") for path in BRIEFS),
    (CHECKOUT / "templates" / "briefs" / "minimal.yaml", "full", ""),
]


@cache
def told(path: Path, audience: str, language: str) -> Story:
    reading = read(path)
    return tell(reading, resolve(reading, path.parent, audience, language=language or None))[0]


@cache
def article(path: Path, audience: str, language: str, page: str) -> Scene:
    story = told(path, audience, language)
    return set_pages(without_deck(replace(story, meta=replace(story.meta, page=page)))).scene


every_article = pytest.mark.parametrize(
    ("edition", "page"),
    [(edition, page) for edition in EDITIONS for page in ("A4", "Letter")],
    ids=lambda value: value if isinstance(value, str) else f"{value[0].stem}-{value[1]}-{value[2]}",
)


AUDIENCES = ("full", "executive", "investor", "technical", "policy")
every_edition = pytest.mark.parametrize(
    ("path", "audience", "page"),
    [(path, name, page) for path in (EDITIONS[0][0], *BRIEFS) for name in AUDIENCES for page in ("A4", "Letter")],
    ids=lambda value: value if isinstance(value, str) else value.stem,
)


@every_edition
@pytest.mark.exhaustive(12)
def test_no_page_but_the_last_has_a_hole(path: Path, audience: str, page: str) -> None:
    """Neither at its foot nor above or between its exhibits."""
    scene = article(path, audience, "", page)
    blank = [largest_band(sheet, scene.height - TOP - FOOT) for sheet in scene.pages[:-1]]
    assert [share for share in blank if share > 0.12] == []
    assert sum(share > 0.07 for share in blank) <= 1


@pytest.mark.parametrize("page", ["A4", "Letter"])
def test_hardly_a_page_goes_on_with_a_line_or_two_over_an_exhibit(page: str) -> None:
    scraps = [(path.stem, sheet.id) for path in BRIEFS for sheet in scraps_of(article(path, "executive", "", page))]
    assert len(scraps) <= 1, scraps  # where else the last page were nearly empty


@pytest.mark.parametrize("page", ["A4", "Letter"])
@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_last_lines_of_a_text_stand_alone_in_no_column(audience: str, page: str) -> None:
    for sheet in article(EDITIONS[0][0], audience, "", page).pages:
        lines: Counter[float] = Counter()
        for text in columns(sheet):
            lines[text.rect.x] += sum(len(paragraph.lines) for paragraph in text.paragraphs)
        assert min(lines.values(), default=9) > 2 or max(lines.values()) < 5, sheet.id


def scraps_of(scene: Scene) -> list[Page]:
    """The pages that begin with the last lines of a text, and whose exhibits stand under it."""
    return [sheet for sheet in scene.pages[1:] if 0 < text_depth(sheet) < 40 and exhibited(sheet)]


def text_depth(page: Page) -> float:
    return max((text.rect.bottom for text in columns(page)), default=TOP) - TOP


def exhibited(page: Page) -> bool:
    return any(re.search(r"/exhibit-\d+/title-1$", item.name) for item in page.items)


def largest_band(page: Page, room: float) -> float:
    """The share of the largest blank band between the margins, from the top to the line of sources."""
    notes = [i for i in page.items if i.name.endswith("/source-line")]
    bottom = min((i.rect.y - 12 for i in notes), default=TOP + room)
    across = [i for i in body(page) if not re.search(r"/number-\d", i.name)]  # numbers stand at the side
    spans = sorted((i.y1, i.y2) if isinstance(i, Rule) else (i.rect.y, i.rect.bottom) for i in across)
    at, largest = TOP, 0.0
    for top, end in (*spans, (bottom, bottom)):
        at, largest = max(at, end), max(largest, top - at)
    return largest / room


def body(page: Page) -> list[Item]:
    aside = ("header", "marking", "stamp", "page", "source-line")
    return [item for item in page.items if not item.name.partition("/")[2].startswith(aside)]


def columns(page: Page) -> list[Text]:
    return [i for i in body(page) if isinstance(i, Text) and i.name.partition("/")[2].startswith("text-")]


@every_article
def test_pages_are_full_and_their_columns_level(edition: tuple[Path, str, str], page: str) -> None:
    scene = article(*edition, page)
    for number, sheet in enumerate(scene.pages, 1):
        used = max(item.rect.bottom if not isinstance(item, Rule) else item.y1 for item in body(sheet)) - TOP
        share = used / (scene.height - TOP - FOOT)
        last = number == len(scene.pages)
        assert share >= (0.4 if last and number > 1 else 0.3 if last else 0.65), (
            f"page {number} of {number}: {share:.2f}"
        )
        ends: dict[float, float] = {}
        for text in columns(sheet):
            ends[text.rect.x] = max(text.rect.bottom, ends.get(text.rect.x, 0.0))
        uneven = max(ends.values()) - min(ends.values()) if len(ends) > 1 else 0.0
        assert uneven <= 90 or (edition[0].stem == "supplier-audit" and uneven <= 93), f"page {number}: {uneven:.0f}"


@every_article
def test_names_of_sections_stand_out_and_headings_are_nearer_to_their_text_than_to_what_is_over_them(
    edition: tuple[Path, str, str], page: str
) -> None:
    for sheet in article(*edition, page).pages:
        texts = columns(sheet)
        sizes = {role: {t.paragraphs[0].runs[0].style.size for t in texts if t.role is role} for role in HEADS}
        small = max((text.paragraphs[0].runs[-1].style.size for text in texts if text.role is Role.BODY), default=0)
        plain = [text for text in texts if text.role in HEADS or text.paragraphs[0].runs[0].style.size == small]
        assert all(size > 1.2 * small for size in sizes[Role.HEADING])
        for over, head, under in zip(plain, plain[1:], plain[2:], strict=False):
            if head.role is Role.SUBHEADING and over.role is Role.BODY and over.rect.x == head.rect.x == under.rect.x:
                assert head.rect.y - over.rect.bottom > under.rect.y - head.rect.bottom + 3, head.text


BARE = """\
briefwright: 1
id: tea
title: Tea
as_of: 2024-04
bottom_line: {headline: Tea grows}
judgements: [{text: Sales rise in every city that we counted since the spring}, {text: Prices follow them}]
limitations: [{title: Few cities, cause: Five were counted, effect: The others may differ}]
"""


def test_a_heading_under_which_there_is_no_text_stands_off_the_next(tmp_path: Path) -> None:
    (tmp_path / "tea.yaml").write_text(BARE, encoding="utf-8")
    [sheet] = article(tmp_path / "tea.yaml", "full", "", "A4").pages
    heads = [text for text in columns(sheet) if text.role in HEADS]
    below = [(over, under) for over, under in pairwise(heads) if over.rect.x == under.rect.x]
    bare = [(over, under) for over, under in below if over.role is Role.SUBHEADING]
    assert bare
    assert all(under.rect.y - over.rect.bottom > 4 for over, under in bare)


STEPS = """\
briefwright: 1
id: pool
title: Pool
language: de
as_of: 2025-11
bottom_line: {headline: Es bleibt offen}
figures:
  a: {value: 2.1, scale: million, currency: EUR, label: Edelstahlbecken}
  b: {value: 1.4, scale: million, currency: EUR, label: Badewassertechnik}
  c: {value: 0.9, scale: million, currency: EUR, label: Umkleiden}
  d: {value: -1.6, scale: million, currency: EUR, label: Landesförderung}
  e: {value: 2.8, scale: million, currency: EUR, label: Anteil der Gemeinde}
charts: [{id: steps, kind: waterfall, title: Vom Bau zum Anteil, bars: [a, b, c, d, e], reason: Ein Drittel}]
"""


def test_a_chart_with_no_room_beside_its_only_note_is_no_higher_for_it(tmp_path: Path) -> None:
    (tmp_path / "pool.yaml").write_text(STEPS, encoding="utf-8")
    document = set_pages(without_deck(told(tmp_path / "pool.yaml", "full", "")))
    [drawn] = document.insets
    assert drawn.height * SCALE < 250
    said = [item for scene in (document.scene, drawn) for page in scene.pages for item in leaves(page.items)]
    assert any("Ein Drittel" in getattr(item, "text", "") for item in said)


@every_article
def test_no_text_lies_on_another(edition: tuple[Path, str, str], page: str) -> None:
    for sheet in article(*edition, page).pages:
        for one, other in combinations(columns(sheet), 2):
            assert not one.rect.overlaps(other.rect, 1.0), (one.text, other.text)


@every_article
def test_exhibits_are_called_in_order_and_stand_near(edition: tuple[Path, str, str], page: str) -> None:
    scene = article(*edition, page)
    calls: list[tuple[int, int]] = []
    stands: dict[int, int] = {}
    for at, sheet in enumerate(scene.pages, 1):
        for text in columns(sheet):
            lines = [(paragraph, line) for paragraph in text.paragraphs for line in paragraph.lines]
            runs = [run for paragraph, line in lines for run in paragraph.runs_of(line)]
            found = (re.match(r"#exhibit-(\d+)/", run.link or "") for run in runs)
            calls += [(int(match[1]), at) for match in found if match]
        for item in sheet.items:
            if match := re.fullmatch(r"page-\d+/exhibit-(\d+)/title-1", item.name):
                stands.setdefault(int(match[1]), at)
    first = dict(reversed(calls))
    assert list(dict.fromkeys(number for number, _ in calls)) == sorted(stands)
    assert all(first[number] <= at <= first[number] + 1 for number, at in stands.items()), (first, stands)


@every_article
def test_no_sentence_is_said_twice(edition: tuple[Path, str, str], page: str) -> None:
    set_anew = (text for sheet in article(*edition, page).pages for text in columns(sheet))
    rests_on = told(*edition).labels["section.source"].partition("{")[0]  # two sections may rest on the same paragraphs
    texts = [t.text for t in set_anew if not (t.paragraphs[0].continued or t.text.startswith(rests_on))]
    sentences = Counter(s.strip() for text in texts for s in re.split(r"(?<=[.!?。])\s+", text) if len(s.split()) > 6)
    assert [sentence for sentence, count in sentences.items() if count > 1] == []


def test_what_an_article_says_of_the_background_stands_under_its_name(tmp_path: Path) -> None:
    path = tmp_path / "b.yaml"
    path.write_text(
        "briefwright: 1\nid: b\ntitle: B\nas_of: 2026\nbottom_line: {headline: Homes are few}\n"
        "judgements: [{text: Prices hold}]\ncontext: [{text: Frost took a third}]\n",
        encoding="utf-8",
    )
    said = [text.text for sheet in article(path, "full", "", "A4").pages for text in columns(sheet)]
    assert said.index("Prices hold") < said.index("Background") < said.index("Frost took a third.")


def test_french_goes_on_small_after_a_colon(tmp_path: Path) -> None:
    path = tmp_path / "b.yaml"
    path.write_text(
        "briefwright: 1\nid: b\ntitle: B\nas_of: 2026\nlanguage: fr\nbottom_line: {headline: Il faut bâtir}\n"
        "limitations: [{title: Taux, cause: Trois ans, effect: Un prêt coûte cher}, "
        "{title: Contrôle, cause: Deux agents, effect: Une plainte attend un an}, "
        "{title: Loi, cause: Rien ne la définit, effect: Le plafond est contourné}]\n",
        encoding="utf-8",
    )
    said = " ".join(text.text for sheet in article(path, "full", "", "A4").pages for text in columns(sheet))
    assert "Conséquence : le plafond est contourné." in said.replace("\u00a0", " ").replace("\u202f", " ")


def test_an_exhibit_has_a_name_and_its_call_says_of_what(tmp_path: Path) -> None:
    """Also a chart whose title is its slide's; and nobody is told that there are details."""
    text = (
        "briefwright: 1\nid: b\ntitle: B\nas_of: 2026\nbottom_line: {headline: Homes are few}\n"
        "players: [{name: City, kind: a, role: Plans}, {name: Trust, kind: b, role: Builds}]\n"
        "events: [{date: 2024-05, text: First stone}, {date: 2026-01, text: Keys}]\n"
        "charts: [{id: a, kind: pie, title: Homes by ward, bars: {East: 2, West: 2}}, "
        "{id: b, kind: bar, title: Homes a year, unit: homes, bars: {East: 5, West: 2, North: 1}}]\n"
    )
    path = tmp_path / "b.yaml"
    path.write_text(text, encoding="utf-8")
    scene = article(path, "full", "", "A4")
    said = [text.text.replace("\u00a0", " ") for sheet in scene.pages for text in body(sheet) if isinstance(text, Text)]
    names = ["Players", "Course of events", "Homes by ward", "Homes a year"]
    assert [text.partition("\u2002")[2] for text in said if re.match(r"Exhibit \d\u2002", text)] == names
    assert "Exhibit 1 sets City and Trust side by side." in said
    assert "Exhibit 2 has the course of events, from May 2024 to Jan 2026." in said
    assert "Homes a year: the numbers lie between 1 (North) and 5 (East), as Exhibit 4 shows." in said
    assert not any("has the details" in text for text in said)


def test_a_paragraph_may_be_the_author_s_own(tmp_path: Path) -> None:
    brief = (CHECKOUT / "templates" / "briefs" / "new.yaml").read_text(encoding="utf-8")
    brief += "\n" if "storyline:" not in brief else ""
    path = tmp_path / "own.yaml"
    head = "storyline:\n  slides:\n" if "storyline:" not in brief else ""
    assert head, "the brief to start from has a storyline now: write into it"
    own = head + "    limitations: {prose: [Our first own words on the limits., And a second paragraph of ours.]}\n"
    path.write_text(brief + own, encoding="utf-8")
    scene = article(path, "full", "", "A4")
    said = [text.text for sheet in scene.pages for text in columns(sheet)]
    assert "Our first own words on the limits." in said
    assert "And a second paragraph of ours." in said


def test_one_source_is_cited_once_a_paragraph_and_its_marker_leads_to_it() -> None:
    scene = article(*EDITIONS[0], "A4")
    entries = {item.name.partition("/")[2] for sheet in scene.pages for item in sheet.items}
    for sheet in scene.pages:
        for text in columns(sheet):
            markers = [run for paragraph in text.paragraphs for run in paragraph.runs if run.raised]
            assert len(markers) <= 1
            assert all((run.link or "").removeprefix("#") in entries for run in markers)
    assert Role.SOURCE in {i.role for sheet in scene.pages for i in sheet.items if isinstance(i, Text)}


def test_a_drawing_is_heard_with_all_of_its_numbers() -> None:
    story = told(*EDITIONS[0])
    document = set_pages(without_deck(story))
    assert document.insets
    for shown in document.insets:
        [page] = shown.pages
        printed = [p for item in leaves(page.items) if isinstance(item, Text) for p in paragraphs_of(item)]
        numbers = {n for p in printed for run in p.runs if not run.raised for n in re.findall(r"\d+", run.text)}
        assert numbers <= set(re.findall(r"\d+", page.title)), page.title
        assert "…" not in page.title


@every_edition
@pytest.mark.exhaustive(12)
def test_no_text_of_a_drawing_leaves_its_figure(path: Path, audience: str, page: str) -> None:
    """However high or low the page has it drawn."""
    story = told(path, audience, "")
    for shown in set_pages(without_deck(replace(story, meta=replace(story.meta, page=page)))).insets:
        texts = [item for item in leaves(shown.pages[0].items) if isinstance(item, Text) and item.anchor == "top"]
        ends = [item.rect.y + sum(paragraph.height for paragraph in item.paragraphs) for item in texts]
        assert max(ends, default=0.0) <= shown.height + 0.1, shown.pages[0].title


def test_an_exhibit_of_an_author_s_own_is_called_by_its_title(tmp_path: Path) -> None:
    path = tmp_path / "b.yaml"
    path.write_text(
        "briefwright: 1\nid: b\ntitle: B\nas_of: 2026\nbottom_line: {headline: Homes are few}\n"
        "judgements: [{text: Prices hold}]\n"
        "slides:\n  - {id: own, form: table, section: pace, title: Two wards take most homes, "
        "columns: [Ward, Homes], rows: [[East, 40], [West, 12]]}\n",
        encoding="utf-8",
    )
    scene = article(path, "full", "", "A4")
    said = [text.text.replace("\u00a0", " ") for sheet in scene.pages for text in body(sheet) if isinstance(text, Text)]
    assert "Exhibit 1\u2002Two wards take most homes" in said


def test_what_a_heading_says_is_not_said_again_under_it(tmp_path: Path) -> None:
    """The numbers of a line over time, and the only view that has changed, which needs no exhibit."""
    path = tmp_path / "b.yaml"
    path.write_text(
        "briefwright: 1\nid: b\ntitle: B\nas_of: 2026\nbottom_line: {headline: Homes are few}\n"
        "judgements: [{text: Prices hold until spring}]\n"
        "changes: [{since: 2025-07, was: Prices fall by June, now: Prices hold until spring, "
        "why: Frost took a third}]\n"
        "charts: [{id: a, kind: line, title: Homes built, unit: homes, categories: ['2020', '2022', '2024'], "
        "series: {Homes: [9, 7, 5]}}]\n",
        encoding="utf-8",
    )
    scene = article(path, "full", "", "A4")
    said = " ".join(text.text for sheet in scene.pages for text in columns(sheet)).replace("\u00a0", " ")
    assert "Homes built: from 9 (2020) to 5 (2024) Exhibit 1 has the numbers." in said
    assert "Before, we said: prices fall by June. Frost took a third." in said
    assert "Exhibit 2" not in said


def test_numbers_stand_beside_the_text_of_every_page_or_of_none() -> None:
    [brief] = [path for path in BRIEFS if path.stem == "hospital-staffing"]
    for sheet in article(brief, "full", "", "A4").pages:
        beside = any(re.search(r"/number-\d", item.name) for item in sheet.items)
        assert beside or max(len(text.paragraphs[0].lines) for text in columns(sheet)) < 8 or not aside(sheet)


def aside(page: Page) -> bool:
    """Whether the columns of a page leave room for numbers beside them."""
    return max(text.rect.right for text in columns(page)) < 480
