"""Each limit of docs/limits.md holds: one less and as many are well, one more is the error that the page names."""

from collections.abc import Callable
from pathlib import Path

import pytest

from briefwright.core.diagnostics import Refused, Span
from briefwright.story.budget import MAX_STEPS, Budget, TooMuch
from briefwright.story.language_patterns import unfit
from briefwright.story.sandbox import Sandbox
from briefwright.yamlfile.tree import read

PAGE = Path(__file__).resolve().parent.parent / "docs" / "limits.md"
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| What")
]


def filled(template: str) -> None:
    Sandbox({"long": "x" * 20_000}).value(template, Span("brief.yaml", 1, 1))


def tree(text: str) -> None:
    read(text, "brief.yaml")


def fixed(text: str) -> None:
    problems = list(unfit(read(text, "xx.yaml")))
    if problems:
        raise Refused(problems)


def steps(count: int) -> None:
    budget = Budget()
    with budget:
        spent(budget, count)


def all_steps(count: int) -> None:
    budget = Budget()
    while count > MAX_STEPS:
        with budget:
            spent(budget, MAX_STEPS)
        count -= MAX_STEPS
    with budget:
        spent(budget, count)


def spent(budget: Budget, count: int) -> None:
    try:
        budget.spend(count)
    except TooMuch:
        sandbox = Sandbox({})
        sandbox.budget = budget
        raise Refused([sandbox._diagnostic(TooMuch("steps"), "", None, {})]) from None


PROBES: dict[str, Callable[[int], None]] = {
    "bytes of a YAML file": lambda n: tree("a: b\n".ljust(n - 1, "#") + "\n"),
    "lists and mappings within one another in a YAML file": lambda n: tree("[" * n + "x" + "]" * n),
    "values of a YAML file, aliases written out": lambda n: tree("- x\n" * (n - 1)),
    "digits of a number": lambda n: tree("a: " + "7" * n),
    "characters of a template in a text": lambda n: filled("{{ 1 + 1 }}".ljust(n, "x")),
    "characters that a template prints": lambda n: filled(
        f"{{{{ long[:{min(n, 20_000)}] ~ '{'x' * (n - 20_000)}' }}}}"
    ),
    "loops and conditions within one another": lambda n: filled("{% if 1 %}" * n + "x" + "{% endif %}" * n),
    "operators and filters within one another": lambda n: filled("{{ 'x'" + " | string" * (n - 1) + " }}"),
    "numbers of a range": lambda n: filled(f"{{{{ range({n}) | list }}}}"),
    "entries of a batch": lambda n: filled(f"{{{{ [1] | batch({n}, 2) | list }}}}"),
    "places that a number is rounded to": lambda n: filled(f"{{{{ 1.5 | round({n}) }}}}"),
    "steps of one template": steps,
    "steps of all templates of a deck": all_steps,
    "characters of a fixed word of a language": lambda n: fixed("labels: {agenda: " + "x" * n + "}"),
    "a power of ten by which a language counts": lambda n: fixed(f"powers: {{z: {n}}}"),
}


def test_every_limit_has_its_probe() -> None:
    assert [what for what, _, _ in ROWS] == list(PROBES)


@pytest.mark.parametrize(("what", "most", "code"), ROWS, ids=[row[0] for row in ROWS])
def test_a_limit_holds_under_at_and_over(what: str, most: str, code: str) -> None:
    limit, probe = int(most.replace(",", "")), PROBES[what]
    probe(limit - 1)
    probe(limit)
    with pytest.raises(Refused) as refusal:
        probe(limit + 1)
    assert code in {diagnostic.code for diagnostic in refusal.value.diagnostics}
