"""A template does what an outline needs, and no more: not out of the sandbox, and not much out of little."""

import pytest

from briefwright.core.diagnostics import Refused, Span
from briefwright.story.sandbox import Sandbox
from briefwright.story.words import mark
from tests.steps import calls, peak

HERE = Span("outline.yaml", 7, 12)


class Player:
    def __init__(self, name: str, tier: int) -> None:
        self.name, self.tier = name, tier

    def shout(self) -> str:
        return self.name.upper()


@pytest.fixture
def sandbox() -> Sandbox:
    players = [Player("Alibaba", 1), Player("Baidu", 1), Player("Vivo", 2)]
    return Sandbox(
        {
            "players": players,
            "figures": {"approved": 40, "claimed": 140},
            "name": "tea",
            "seats": mark("12", "client"),
            "secret": object(),
        }
    )


@pytest.mark.parametrize(
    ("template", "value"),
    [
        ("plain", "plain"),
        ("{{ figures.approved }}", 40),
        ("  {{ figures.approved + 2 }}  ", 42),
        ("{{ figures.approved }} of {{ figures.claimed }}", "40 of 140"),
        ("{{ players | selectattr('tier', 'eq', 1) | map(attribute='name') | join(' and ') }}", "Alibaba and Baidu"),
        ("{% for p in players if p.tier == 2 %}{{ p.name }}!{% endfor %}", "Vivo!"),
        ("{{ [1, 2] + [3] }}", [1, 2, 3]),
        ("{{ players | map(attribute='name') }}", ["Alibaba", "Baidu", "Vivo"]),
        ("{{ none }}", None),
        ("{{ 'yes' if false }}", None),
        ("a{{ none }}b", "ab"),
        ("{{ 'x' ~ 3 }}", "x3"),
        ("{{ name | cap }}", "Tea"),
        ("{{ range(3) | list }}", [0, 1, 2]),
        ("{{ seats | int + 1 }}", 13),
        ("{{ seats | float }}", 12.0),
        ("{{ name | int(7) }}", 7),
    ],
)
def test_one_expression_yields_its_object_and_the_rest_a_text(sandbox: Sandbox, template: str, value: object) -> None:
    assert sandbox.value(template, HERE) == value


ESCAPES = [
    "{{ name.__class__ }}",
    "{{ name['__class__'] }}",
    "{{ name | attr('__class__') }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ players | map(attribute='__class__') | list }}",
    "{{ players | map(attribute='__class__.__name__') | join }}",
    "{{ players | sort(attribute='__class__') }}",
    "{{ players | groupby('__class__') }}",
    "{{ players | commonest('__class__') }}",
    "{{ players | distinct('__class__') }}",
    "{{ players | having('__class__.__mro__', 1) }}",
    "{{ players | selectattr('__init__') | list }}",
    "{{ players[0].shout.__globals__ }}",
    "{{ '{0.__class__}'.format(name) }}",
    "{{ ('{0.__class__}' | format(name)) }}",
    "{{ '%s' % name }}",
    "{{ self }}",
    "{{ self._TemplateReference__context }}",
    "{{ cycler.__init__ }}",
    "{{ lipsum() }}",
    "{% include '/etc/passwd' %}",
    "{% import 'x' as y %}",
    "{% extends 'x' %}",
    "{% macro m() %}{% endmacro %}",
    "{% set x = 1 %}{{ x }}",
    "{% block b %}{% endblock %}",
    "{% filter upper %}x{% endfilter %}",
    "{{ players.append(1) }}",
    "{{ players.clear() }}",
    "{{ figures.update({'a': 1}) }}",
    "{{ figures.pop('approved') }}",
]


@pytest.mark.parametrize("template", ESCAPES)
def test_nothing_leads_out(sandbox: Sandbox, template: str) -> None:
    with pytest.raises(Refused) as refusal:
        sandbox.value(template, HERE)
    (found,) = refusal.value.diagnostics
    assert found.code in ("BW310", "BW311", "BW312", "BW313")
    assert found.span == HERE
    assert sandbox.value("{{ figures.approved }}", HERE) == 40


BOMBS = [
    "{{ range(10**9) }}",
    "{{ range(10**9) | list }}",
    "{{ 'a' * 10**9 }}",
    "{{ 10**9 * 'a' }}",
    "{{ [0] * 10**9 }}",
    "{{ 2 ** 10**9 }}",
    "{{ 9**9**9**9 }}",
    "{{ 10**30 * 10**30 * 10**30 * 10**30 }}",
    "{{ 'a'.ljust(10**9) }}",
    "{{ 'a' | center(10**9) }}",
    "{{ 'a' | indent(10**9) }}",
    "{{ 'a' | wordwrap(1, wrapstring='b') }}",
    "{{ ('%1000000000d' | format(1)) }}",
    "{{ 'aaaa' | replace('a', 'aaaaaaaaaa' | replace('a', 'b' ~ name)) | replace('', 'x') }}",
    "{% for a in range(999) %}{% for b in range(999) %}{% for c in range(999) %}{% endfor %}{% endfor %}{% endfor %}",
    "{% for a in range(999) %}{% for b in range(999) %}{{ a }}{% endfor %}{% endfor %}",
    "{{ range(999) | batch(2, 'x') | list | length * range(10000) | length }}",
    "{% for a in range(999) %}" + "x" * 100 + "{% endfor %}",
    "{{ " + "(" * 500 + "1" + ")" * 500 + " }}",
    "{{ " + "1 + " * 2000 + "1 }}",
]


@pytest.mark.parametrize("template", BOMBS)
def test_little_does_not_become_much(sandbox: Sandbox, template: str) -> None:
    def work() -> None:
        with pytest.raises(Refused) as refusal:
            sandbox.value(template, HERE)
        assert refusal.value.diagnostics[0].code in ("BW310", "BW312", "BW313")

    assert calls(work) < 10_000_000
    assert peak(work) < 50_000_000


@pytest.mark.parametrize(
    "template",
    ["{{ 'ab' | replace('a', '12345678901234567890' * 3) }}", "{{ [name] * 3 }}", "{{ name ~ name | join(name) }}"],
)
def test_texts_do_not_multiply(sandbox: Sandbox, template: str) -> None:
    try:
        value = sandbox.value(template, HERE)
    except Refused:
        return
    assert len(str(value)) < 100


def test_joining_grows_within_bounds(sandbox: Sandbox) -> None:
    chain = "name" + " | join(name | join(name | join(name | join(name | join(name)))))" * 3
    with pytest.raises(Refused) as refusal:
        sandbox.value("{{ " + chain + " }}", HERE)
    assert refusal.value.diagnostics[0].code == "BW313"


def test_an_undefined_name_has_the_nearest(sandbox: Sandbox) -> None:
    for template in ("{{ figures.aproved }}", "{{ figures.aproved + 1 }}", "so {{ figures.aproved }} and {{ 1 + 1 }}"):
        with pytest.raises(Refused) as refusal:
            sandbox.value(template, HERE)
        (found,) = refusal.value.diagnostics
        assert (found.code, found.hint) == ("BW311", 'did you mean "approved"?')


@pytest.mark.parametrize(
    "template", ["{{ players", "{{ 1 / 0 }}", "{{ name + 1 }}", "{{ nam | nofilter }}", "{% if %}"]
)
def test_what_cannot_be_read_is_told_at_its_place(sandbox: Sandbox, template: str) -> None:
    with pytest.raises(Refused) as refusal:
        sandbox.value(template, HERE)
    assert refusal.value.diagnostics[0].span == HERE
