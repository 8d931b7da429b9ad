"""A form of another package has every trait that ours have: it tells a deck, its checks and its handouts what it is."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from msgspec import Struct

from briefwright.core import plugins
from briefwright.core.purpose import Purpose
from briefwright.forms import table
from briefwright.forms.kit.content import words
from briefwright.forms.kit.form import Form, Placed
from briefwright.forms.kit.listing import DigestEntry, LargeNumber, Listing, WordTable
from briefwright.handout import digest, drawings, listings, side_figures
from briefwright.layout.deck import place
from briefwright.story.model import Slide, Words
from briefwright.theme.read import read_theme
from tests.handout.stories import story


class Pulse(Struct, frozen=True):
    beat: Words


PULSE = Form(
    name="pulse",
    summary="a beat",
    content=Pulse,
    place=lambda content, ctx: Placed(((),)),
    limits="none",
    example="form: pulse",
    purpose=Purpose.DIVIDER,
    title_lines=3,
    sheets=(),
    listing=lambda content, labels: Listing((WordTable((), ((content.beat,),)),)),
    digest=lambda content, slide, labels: {"judgements": (DigestEntry((content.beat, Words())),)},
    numbers=lambda content: (LargeNumber(content.beat, words("bpm"), Words()),),
)
THEME = read_theme("paper")
SLIDE = Slide("one", "pulse", words("A pulse"), Pulse(words("60")))


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def points(kind: str) -> tuple[SimpleNamespace, ...]:
        return (SimpleNamespace(name="pulse", load=lambda: PULSE),) if kind == "forms" else ()

    table._installed.cache_clear()
    monkeypatch.setattr(plugins, "points", points)
    yield
    table._installed.cache_clear()


def test_its_purpose_and_the_lines_of_its_title_come_to_its_pages() -> None:
    [page] = place(story((SLIDE,)), THEME)[0].pages
    assert (page.purpose, page.title_lines) == (Purpose.DIVIDER, 3)


def test_handouts_list_digest_and_set_large_what_it_says() -> None:
    assert listings.listed(SLIDE, story((SLIDE,)).labels).tables[0].rows == ((words("60"),),)
    assert digest.digest(story((SLIDE,))).parts["judgements"][0].cells[0] == words("60")
    [number] = side_figures.numbers(SLIDE, story((SLIDE,)).labels)
    assert number.meaning == words("bpm")


def test_a_form_that_draws_nothing_is_not_asked_for_a_drawing() -> None:
    assert drawings.drawn(SLIDE, SimpleNamespace(), SimpleNamespace(theme=THEME)) == ()


def test_an_agenda_is_known_by_its_name_or_where_it_comes_from_elsewhere_by_its_purpose() -> None:
    for name in table.TABLE:
        assert table.is_agenda(name) == (table.form(name).purpose is Purpose.AGENDA)
    assert table.divider().purpose is Purpose.DIVIDER
    assert not table.is_agenda("pulse")
    assert not table.is_agenda("{{ chart.kind }}")
