"""Any content of any form either stands legally on its pages, all of it said, or is an error at its place."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from briefwright.forms.bottom_line import Judgement, Judgements
from briefwright.forms.key_figures import KeyFigure, KeyFigures
from briefwright.forms.kit.content import Labelled
from briefwright.forms.kit.peers import Peer
from briefwright.forms.kit.register_table import RegisterTable
from briefwright.forms.kit.text_boxes import scale_apart
from briefwright.forms.limitations import Limit, Limitations
from briefwright.forms.options import OptionColumn, Options
from briefwright.forms.player_matrix import PlayerMatrix
from briefwright.forms.profile import PlayerProfile
from briefwright.forms.register import Register
from briefwright.forms.stakes import Front, Stakes
from briefwright.forms.watch import Indicator, Watch
from briefwright.story.model import Words
from tests.forms.contexts import BRIEF, faults, placed, said, say
from tests.forms.zones import outside_body
from tests.thoroughness import examples

VOCABULARY = (
    "a", "the", "China", "models", "approval", "of", "regulators", "Sprachmodell", "Ausfuhrbeschränkungen", "–",
    "state-of-the-art", "Zulassungsverfahrensordnung", "Donaudampfschifffahrtsgesellschaftskapitänswitwenrente",
    "(CAC)", "100\u00a0m",
)  # fmt: skip

prose = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=22).map(lambda some: say(" ".join(some)))
label = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=3).map(lambda some: say(" ".join(some)))
maybe = st.one_of(st.just(Words()), prose)
degree = st.sampled_from(("", "low", "moderate", "high"))


def many(one: st.SearchStrategy[Any], most: int = 12) -> st.SearchStrategy[Any]:
    return st.lists(one, min_size=1, max_size=most).map(tuple)


def grids(columns: int) -> st.SearchStrategy[Any]:
    return many(st.lists(st.one_of(st.just(Words()), label, prose), min_size=columns, max_size=columns).map(tuple))


def table(columns: int) -> st.SearchStrategy[RegisterTable]:
    heads = st.lists(label, min_size=columns, max_size=columns).map(tuple)
    return st.builds(RegisterTable, heads, grids(columns), st.one_of(st.just(Words()), label))


pair = st.builds(Labelled, st.one_of(st.just(Words()), label), maybe)
CONTENTS: dict[str, st.SearchStrategy[Any]] = {
    "bottom-line": st.builds(Judgements, many(st.builds(Judgement, label, maybe, degree, maybe)), maybe),
    "key-figures": st.builds(
        KeyFigures, many(st.builds(KeyFigure, label, maybe, maybe, maybe, maybe, st.booleans())), maybe, maybe, maybe
    ),
    "player-matrix": st.integers(2, 6).flatmap(
        lambda n: st.builds(
            PlayerMatrix, st.lists(label, min_size=n, max_size=n).map(tuple), grids(n), st.integers(-1, n - 1), maybe
        )
    ),
    "profile": st.builds(
        PlayerProfile, label, maybe, st.one_of(st.just(Words()), label), maybe, maybe, maybe, maybe, maybe, maybe,
        st.lists(pair, max_size=9).map(tuple), st.lists(pair, max_size=9).map(tuple), maybe,
        st.lists(st.builds(Peer, label, st.one_of(st.just(Words()), label), here=st.booleans()), max_size=9).map(tuple),
    ),
    "limitations": st.builds(Limitations, many(st.builds(Limit, label, maybe, maybe, degree)), maybe),
    "stakes": st.builds(
        Stakes, many(st.builds(Front, label, maybe, maybe, degree, degree)), maybe,
        st.lists(pair, max_size=4).map(tuple),
    ),
    "options": st.builds(Options, many(st.builds(OptionColumn, label, maybe, maybe, maybe, st.booleans())), maybe),
    "register": st.builds(
        Register, st.lists(st.integers(1, 4).flatmap(table), min_size=1, max_size=2).map(tuple),
        maybe, maybe, maybe, maybe,
    ),
    "watch": st.builds(Watch, many(st.builds(Indicator, label, maybe, maybe, maybe)), maybe),
}  # fmt: skip


def texts(value: object) -> Iterator[str]:
    """Every text of a content that must be said."""
    if isinstance(value, Words):
        yield value.plain
    elif isinstance(value, tuple):
        for entry in value:
            yield from texts(entry)
    elif isinstance(value, Struct):
        if isinstance(value, KeyFigure | PlayerProfile):  # "100 million" of users stands as 100, and million users
            number, unit = scale_apart(value.number, value.unit)
            value = replace(value, number=number, unit=unit)
        for name in value.__struct_fields__:
            yield from texts(getattr(value, name))


def unsaid(content: object, text: str) -> list[str]:
    plain = text.replace("\u00a0", " ")
    optional = _only_with_something(content)
    return [words for words in texts(content) if words not in optional and words.replace("\u00a0", " ") not in plain]


def _only_with_something(content: object) -> set[str]:
    """Texts that go with another one and are not printed without it."""
    out: set[str] = set()
    if isinstance(content, KeyFigures) and not content.strip:
        out |= {content.strip_label.plain, content.strip_note.plain}
    if isinstance(content, PlayerProfile):
        out |= {content.unit.plain} if not content.number else set()
        out |= {row.label.plain for row in (*content.facts, *content.card) if not row.text}  # nobody filled it
        out |= {content.backer_label.plain, content.backer_note.plain} if not content.backer else set()
        out |= {
            words for peer in content.peers for words in texts(peer)
        }  # the nearest; of the others how many there are
    if isinstance(content, Stakes) and not any(part.label or part.text for part in content.frame):
        out |= {content.frame_label.plain}
    if isinstance(content, Watch) and not any(signal.position for signal in content.rows):
        out |= {content.position_label.plain}
    return out


@pytest.mark.parametrize("form", CONTENTS)
@examples(40)
@given(data=st.data())
def test_any_content_is_legal_or_an_error_at_its_place(form: str, data: st.DataObject) -> None:
    content = data.draw(CONTENTS[form])
    scene, problems = placed(form, content)
    if problems:
        assert {p.code for p in problems} <= {"BW601", "BW602"}
        assert {p.span for p in problems} == {BRIEF}
    else:
        assert [fault for fault in faults(scene) if "BW827" not in fault] == []  # too many words: check says so
        assert outside_body(scene) == []
        assert unsaid(content, said(scene)) == []
