"""Templates, outlines and language files made to exhaust a machine are refused at their line, at a small cost."""

import re
from pathlib import Path

import pytest

from briefwright.core.diagnostics import Refused, Span
from briefwright.handout.render_template import MAX_PROSE, MAX_SOURCE, RenderedTemplate
from briefwright.story import budget as budgets
from briefwright.story.budget import MAX_STEPS, MAX_STORY_STEPS, MAX_TEXT, Budget, TooMuch
from briefwright.story.evaluate import Evaluator
from briefwright.story.language import read_language
from briefwright.story.language_patterns import LABELS, PATTERNS
from briefwright.story.model import Piece, Words
from briefwright.story.sandbox import MAX_SOURCE as MOST_OF_A_TEXT
from briefwright.story.sandbox import Sandbox
from briefwright.story.template_code import MAX_EXPRESSIONS, MAX_STATEMENTS
from briefwright.yamlfile.tree import read
from tests.steps import calls, peak
from tests.story.briefs import refused, story

HERE = Span("outline.yaml", 7, 12)
LONG = "x" * 15_000
NINE = "range(999)"


def nested(opening: str, within: str, closing: str, times: int) -> str:
    return opening * times + within + closing * times


def doubled(times: int) -> str:
    """Loops within one another, each over a list that holds the list before it ten times over."""
    loops = "".join(f"{{% for a{n} in [[{', '.join([f'a{n - 1}'] * 10)}]] %}}" for n in range(1, times + 1))
    return f"{loops}{{{{ a{times} == b }}}}" + "{% endfor %}" * times


FILLING = [  # little that would become much
    "{{ [1] | batch(1000000000, 'x') | list | length }}",
    "{{ range(999) | map('batch', 1000, 'x') | map('list') | list }}",
    "{{ players | batch(10 ** 9) | list }}",
    "{{ players | batch(0) | list }}",
    "{{ players | batch(none) | list }}",
    "{{ [1] | batch(count=2) | list }}",
    "{{ " + " ~ ".join(["long"] * 900) + " }}",
    "{% for a in [long ~ 'x'] %}{% for b in [a ~ a] %}{{ b ~ b }}{% endfor %}{% endfor %}",
    "{{ [long, long] | join }}",
    "{{ (long | replace('x', 'xx')) | length }}",
    "{{ ['a', 'b'] | join(long) | replace('a', long) }}",
    "{{ 'x' * 1000000000 }}",
    "{{ [0] * 1000000000 }}",
    "{{ 'a'.join(long) }}",
    "{{ '%1000000000d' % 3 }}",
    "{{ '{:>1000000000}'.format(3) }}",
    "{{ [[1], [2]] | sum(start=[]) }}",
    "{{ ['a', 'b'] | sum(start='') }}",
    "{{ 3 | round(1000000000) }}",
    "{{ 3 | round(-1000000000) }}",
    "{{ 3.5 | round(1000000000, 'ceil') }}",
    "{{ ('x' | string) * 99999999 }}",
    "{{ range(0, 10 ** 12) | list }}",
    "{{ range(-10 ** 9, 10 ** 9) | last }}",
    f"{{{{ {NINE} | map('default', {NINE} | list) | map('list') | list }}}}",
    f"{{{{ [{', '.join([f'{NINE} | list'] * 150)}] }}}}",
]
ENDLESS = [  # for ever, or without end
    "{{ 1e308 * 10 }}",
    "{{ 1e999 }}",
    "{{ 'inf' | float }}",
    "{{ 'nan' | float }}",
    "{{ '-infinity' | float + 1 }}",
    "{{ 10 ** 9 ** 9 ** 9 }}",
    "{{ 9 ** 9 ** 9 ** 9 }}",
    "{{ (10 ** 9) ** 9 ** 9 }}",
    "{{ (0 - 8) ** 0.5 }}",
    "{{ 0 ** (0 - 1) }}",
    "{{ " + "9" * 3000 + " }}",
    "{{ " + "9" * 3000 + " * 0 }}",
    "{{ 1e29 ** 9 * 1e29 ** 9 }}",
    "{{ ('9' | replace('9', '99999999') | replace('9', '99999999') | replace('9', '99999999')) | int }}",
    nested(f"{{% for i in {NINE} %}}", "", "{% endfor %}", 3),
    nested(f"{{% for i in {NINE} %}}", "{{ i }}", "{% endfor %}", 2),
    f"{{% for i in {NINE} %}}{{% if long == long ~ i %}}x{{% endif %}}{{% endfor %}}",
    f"{{% for i in {NINE} %}}{{% if {NINE} | list == {NINE} | list %}}{{% endif %}}{{% endfor %}}",
    f"{{% for i in {NINE} %}}{{% if 'y' in long %}}{{% endif %}}{{% endfor %}}",
    f"{{% for i in {NINE} %}}{{% if ({NINE} | list).index(998) < 0 %}}{{% endif %}}{{% endfor %}}",
    f"{{% for i in {NINE} %}}{{{{ ({NINE} | sort | reverse | list)[5000:] | length }}}}{{% endfor %}}",
    f"{{{{ {NINE} | map('default', {NINE} | list) | map('length') | sum }}}}",
    f"{{{{ {NINE} | map('int') | map('default') | map('round') | map('abs') | list }}}}" * 60,
    doubled(9),
    doubled(11),
]
DEEP = [
    nested("{% for i in [1] %}", "x", "{% endfor %}", 21),
    nested("{% for i in [1] %}", "x", "{% endfor %}", MAX_STATEMENTS + 1),
    nested("{% if 1 %}", "x", "{% endif %}", 101),
    nested("{% if 1 %}{% for i in [1] %}", "x", "{% endfor %}{% endif %}", 8),
    "{% if 1 %}x" + "{% else %}{% if 1 %}x" * 60 + "{% endif %}" * 61,
    "{{ " + nested("(", "1", ")", 900) + " }}",
    "{{ " + nested("[", "1", "]", 900) + " }}",
    "{{ " + nested("[", "1", "]", MAX_EXPRESSIONS + 1) + " }}",
    "{{ " + nested("{'a': ", "1", "}", 200) + " }}",
    "{{ " + "not " * 800 + "1 }}",
    "{{ " + "-" * 900 + "1 }}",
    "{{ 1" + " + 1" * 800 + " }}",
    "{{ 1" + " if 1 else 1" * 300 + " }}",
    "{{ name" + " | cap" * 500 + " }}",
    "{{ figures" + ".a" * 900 + " }}",
    "{{ figures.get" + "()" * 900 + " }}",
    "{{ 1" + " and 1" * 500 + " }}",
    "{{ 1 is " + "not " * 700 + "odd }}",
    "{{ [" + "1 if [" * 300 + " }}",
]
TABLE = [*FILLING, *ENDLESS, *DEEP]


@pytest.fixture
def sandbox() -> Sandbox:
    players = [{"name": "Assam", "tier": 1}, {"name": "Nilgiri", "tier": 2}]
    return Sandbox({"players": players, "figures": {"tea": 40}, "name": "tea", "long": LONG, "b": [1]})


@pytest.mark.parametrize("template", TABLE)
def test_a_hostile_template_is_refused_where_it_stands_at_a_small_cost(sandbox: Sandbox, template: str) -> None:
    def work() -> None:
        with pytest.raises(Refused) as refusal:
            sandbox.value(template, HERE)
        (found,) = refusal.value.diagnostics
        assert found.code in ("BW310", "BW311", "BW312", "BW313")
        assert found.span == HERE
        assert len(found.message) <= 500

    assert calls(work) < 4_000_000
    assert peak(work) < 50_000_000
    assert sandbox.value("{{ figures.tea + 2 }}", HERE) == 42


@pytest.mark.parametrize("template", DEEP)
def test_what_is_too_deep_is_refused_when_it_is_read(sandbox: Sandbox, template: str) -> None:
    with pytest.raises(Refused) as refusal:
        sandbox.value(template, HERE)
    assert refusal.value.diagnostics[0].code in ("BW310", "BW311", "BW313")
    assert sandbox.budget.steps < 3


@pytest.mark.parametrize(
    "template",
    [
        nested("{% for i in [1] %}", "x", "{% endfor %}", MAX_STATEMENTS),
        nested("{% if 1 %}", "x", "{% endif %}", MAX_STATEMENTS),
        "{% if none %}" + "{% elif none %}" * 60 + "{% else %}x{% endif %}",
        "{{ 'x'" + " | string" * (MAX_EXPRESSIONS - 1) + " }}",
        "{{ '' ~ 'x'" + " ~ ''" * 300 + " }}",
    ],
)
def test_what_is_just_not_too_deep_is_read(sandbox: Sandbox, template: str) -> None:
    assert sandbox.value(template, HERE) == "x"


@pytest.mark.parametrize(
    ("template", "value"),
    [
        ("{{ [1, 2, 3] | batch(2, 0) | list }}", [[1, 2], [3, 0]]),
        ("{{ [1, 2, 3] | batch(2) | list }}", [[1, 2], [3]]),
        ("{{ players | sum('tier') }}", 3),
        ("{{ [1, 2.5] | sum(start=1) }}", 4.5),
        ("{{ 2.345 | round(2) }}", 2.35),
        ("{{ 2 ** 9 }}", 512),
        ("{{ [3, none, 'a'] | join('-') }}", "3-a"),
        ("{{ 'a' ~ none ~ 1.5 ~ true }}", "a1.5True"),
        ("{{ [1, [2]] == [1, [2]] }}", True),
        ("{{ 2 in [1, 2] }}", True),
        ("{{ [1, 2, 3][1:] }}", [2, 3]),
        ("{{ (3 | string) ~ (name | string) }}", "3tea"),
    ],
)
def test_the_bounded_filters_do_what_they_do_in_jinja(sandbox: Sandbox, template: str, value: object) -> None:
    assert sandbox.value(template, HERE) == value


@pytest.mark.parametrize("template", ["so {{ players }}", "{{ [1] ~ '' }}", "{{ [[1]] | join }}", "x{{ figures }}"])
def test_a_list_has_no_words(sandbox: Sandbox, template: str) -> None:
    with pytest.raises(Refused) as refusal:
        sandbox.value(template, HERE)
    (found,) = refusal.value.diagnostics
    assert found.code == "BW310"
    assert "is no text" in found.message


def test_the_steps_of_a_template_are_counted_and_do_not_depend_on_the_machine() -> None:
    def steps(template: str) -> int:
        sandbox = Sandbox({})
        sandbox.value(template, HERE)
        return sandbox.budget.steps

    loop = "{% for i in range(@) %}{{ i ~ 'x' }}{% endfor %}"
    few, many = steps(loop.replace("@", "100")), steps(loop.replace("@", "200"))
    assert (few, many) == (steps(loop.replace("@", "100")), steps(loop.replace("@", "200")))
    assert many - few == pytest.approx(few, rel=0.1)


def test_a_template_stops_at_its_steps_and_a_story_at_those_of_all() -> None:
    budget = Budget()
    with budget:
        budget.spend(MAX_STEPS)
        with pytest.raises(TooMuch, match="more than 200,000 steps"):
            budget.spend()
    while budget.steps < MAX_STORY_STEPS:
        budget.spend(1) if MAX_STORY_STEPS - budget.steps < MAX_STEPS else budget.spend(MAX_STEPS)
    assert not budget.spent
    with budget, pytest.raises(TooMuch, match="with the templates before it"):
        budget.spend()
    assert budget.spent


def test_texts_stop_at_their_length() -> None:
    sandbox = Sandbox({"most": "x" * MAX_TEXT, "more": "x" * (MAX_TEXT + 1)})
    assert len(sandbox.value("{{ most ~ '' }}", HERE)) == MAX_TEXT
    for template in ("{{ more ~ '' }}", "{{ most ~ 'x' }}", "so {{ more }}"):
        with pytest.raises(Refused):
            sandbox.value(template, HERE)


def test_the_source_of_a_template_is_bounded(sandbox: Sandbox) -> None:
    source = "{{ 1 + 1 }}".ljust(MOST_OF_A_TEXT, "x")
    assert len(sandbox.value(source, HERE)) == MOST_OF_A_TEXT - 10
    with pytest.raises(Refused) as refusal:
        sandbox.value(source + "x", HERE)
    assert refusal.value.diagnostics[0].code == "BW313"


def chained(count: int) -> str:
    """A headline that prints a text that prints the next, so many in all."""
    texts = [f"{{{{ context[{n}].text }}}}" for n in range(1, count)] + ["the end"]
    points = "".join(f'  - {{title: T, text: "{text}"}}\n' for text in texts)
    head = "briefwright: 1\nid: chain\ntitle: Texts\nas_of: 2026\n"
    return f'{head}bottom_line: {{headline: "{{{{ context[0].text }}}}"}}\ncontext:\n{points}'


def test_texts_print_texts_six_deep(tmp_path: Path) -> None:
    most = story(tmp_path, text=chained(5))
    assert any("the end" in slide.title.plain for slide in most.slides)
    assert "BW313" in [one.code for one in refused(tmp_path, text=chained(6))]


def test_a_text_that_prints_itself_is_refused(tmp_path: Path) -> None:
    text = chained(2).replace("the end", "{{ context[0].text }}")
    assert "BW313" in [one.code for one in refused(tmp_path, text=text)]


# ---- lists within lists of an outline -----------------------------------------------------------------


def evaluated(text: str, names: dict[str, object]) -> Evaluator:
    evaluator = Evaluator(Sandbox(names), "full", read_language("en"))
    evaluator.value(read(text, "outline.yaml"), names)
    return evaluator


EACH = "{each: many, as: a, give: {each: many, as: b, give: {each: many, as: c, give: @}}}"


@pytest.mark.parametrize("give", ["x", '"{{ a }}{{ b }}{{ c }}"', "{each: many, as: d, give: y}", '{k: ["{{ a }}"]}'])
def test_each_in_each_in_each_ends(give: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budgets, "MAX_STORY_STEPS", MAX_STEPS)
    evaluator = evaluated(f"[{EACH.replace('@', give)}]", {"many": list(range(1_000))})
    assert [d.code for d in evaluator.diagnostics] == ["BW313"]
    assert evaluator.diagnostics[0].span == Span("outline.yaml", 1, evaluator.diagnostics[0].span.column)
    assert evaluator.sandbox.budget.steps < MAX_STEPS + 100


def test_an_each_over_what_a_brief_may_hold_is_whole() -> None:
    evaluator = evaluated(
        "[{each: many, as: a, give: {each: few, as: b, give: '{{ b }}'}}]", {"many": [1] * 300, "few": [2] * 40}
    )
    assert not evaluator.diagnostics


# ---- language files -----------------------------------------------------------------------------------

LANGUAGE = [
    ("percent: '{number:>900000000}'", "BW326"),
    ("percent: '{number!r}'", "BW326"),
    ("percent: '{number.__class__}'", "BW326"),
    ("percent: '{number[0]}'", "BW326"),
    ("percent: '{0}'", "BW326"),
    ("percent: '{}'", "BW326"),
    ("percent: '{numbr}'", "BW326"),
    ("percent: '{number'", "BW326"),
    ("percent: 'number}'", "BW326"),
    ("percent: '{number:{number}}'", "BW326"),
    ("about: '{number:0900000000}'", "BW326"),
    ("range: '{low:^99999999}'", "BW326"),
    ("dates: {day: '{day:>99999999}', month: '{month}', about: '{date}', unsure: '{date}', from: a, to: b}", "BW326"),
    ("dates: {later_day: '{year:9999999d}'}", "BW326"),
    ("lists: {pair: '{one:>99999999}', last: '{rest}', between: ', '}", "BW326"),
    ("labels: {more: '{count:>99999999}'}", "BW326"),
    ("labels: {more: '{counts} more'}", "BW326"),
    ("labels: {money: '{currency.x} {number}'}", "BW326"),
    ("labels: {script.total: '{count:>99999999}'}", "BW326"),
    ("powers: {z: 999999999}", "BW126"),
    ("powers: {z: 31}", "BW126"),
    ("powers: {z: 0}", "BW126"),
    ("powers: {z: -3}", "BW126"),
    (f"minus: {'-' * 301}", "BW126"),
    (f"group: {'x' * 1000}", "BW126"),
    (f"labels: {{agenda: {'x' * 301}}}", "BW126"),
    (f"months: [{', '.join(['x' * 400] * 12)}]", "BW126"),
    (f"texts: {{Agenda: {'x' * 4001}}}", "BW126"),
]


@pytest.mark.parametrize(("line", "code"), LANGUAGE)
def test_a_language_that_cannot_be_printed_is_refused_at_its_line(tmp_path: Path, line: str, code: str) -> None:
    folder = tmp_path / "templates" / "languages"
    folder.mkdir(parents=True)
    (folder / "xx.yaml").write_text(f"extends: en\n{line}\n", encoding="utf-8")
    with pytest.raises(Refused) as refusal:
        read_language("xx", tmp_path)
    found = refusal.value.diagnostics
    assert {d.code for d in found} == {code}
    assert all(d.span and d.span.line == 2 and d.span.file.endswith("xx.yaml") for d in found)
    assert all(len(d.message) <= 500 for d in found)


def test_a_language_tells_all_that_is_wrong_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "languages"
    folder.mkdir(parents=True)
    (folder / "xx.yaml").write_text("extends: en\npercent: '{n}'\npowers: {z: 99}\nlabels: {more: '{n}'}\n")
    with pytest.raises(Refused) as refusal:
        read_language("xx", tmp_path)
    assert [d.span and d.span.line for d in refusal.value.diagnostics] == [2, 4, 3]


def test_a_language_without_the_fixed_words_names_them(tmp_path: Path, checkout: Path) -> None:
    folder = tmp_path / "templates" / "languages"
    folder.mkdir(parents=True)
    english = (checkout / "templates" / "languages" / "en.yaml").read_text(encoding="utf-8")
    before = english.partition("labels:\n")[0]
    (folder / "xx.yaml").write_text(f"{before}labels: {{agenda: A}}\n", encoding="utf-8")
    with pytest.raises(Refused) as refusal:
        read_language("xx", tmp_path)
    assert [d.code for d in refusal.value.diagnostics] == ["BW325"]
    assert re.search(r"and \d+ more", refusal.value.diagnostics[0].message)


def test_every_pattern_that_the_code_fills_is_known(checkout: Path) -> None:
    languages = [read_language(code) for code in ("ar", "de", "en", "fr", "he", "ja", "zh")]
    braced = {key for language in languages for key, text in language.labels.items() if "{" in text}
    assert braced == set(LABELS)
    assert all(getattr(languages[2], path[0]) for path in PATTERNS)


# ---- handouts -----------------------------------------------------------------------------------------


def test_a_handout_counts_the_words_of_its_slots() -> None:
    rendered = RenderedTemplate()
    words = Words((Piece("x" * 1_000),))
    for _ in range(MAX_PROSE // 1_000):
        rendered.slot(words)
    with pytest.raises(TooMuch):
        rendered.slot(words)
    assert MAX_SOURCE < MAX_PROSE


def test_a_handout_prints_no_list() -> None:
    assert RenderedTemplate(printed=Budget().printed).slot(3) == "3"
    with pytest.raises(TypeError):
        RenderedTemplate(printed=Budget().printed).slot([1])
