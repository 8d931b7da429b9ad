"""Each limit of docs/limits.md holds: one less and as many are well, one more is the error that the page names."""

import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from briefwright.core.diagnostics import Refused, Span
from briefwright.data.read_table import Origin, read_sheet
from briefwright.story.budget import MAX_STEPS, Budget, TooMuch
from briefwright.story.language_patterns import unfit
from briefwright.story.sandbox import Sandbox
from briefwright.yamlfile.tree import read

PAGE = Path(__file__).resolve().parent.parent / "docs" / "limits.md"
SOURCE = PAGE.parents[1] / "src" / "briefwright"
TABLES = [
    [[cell.strip() for cell in line.strip("|").split("|")] for line in part.splitlines() if line.startswith("| ")]
    for part in PAGE.read_text(encoding="utf-8").split("| What | Most | Error |")[1:]
]
ROWS, OF_FILES = TABLES
CONSTANT = re.compile(r"^_?(MAX_\w+)\b[^=\n]*= ", re.MULTILINE)
# The constants of the first table, those of the second in its order, and those that refuse nothing of a stranger's.
PROBED, READ, ASIDE = map(
    str.split,
    (
        """
        yamlfile/text:MAX_BYTES yamlfile/text:MAX_DEPTH yamlfile/tree:MAX_NODES yamlfile/tree:MAX_TEXT
        yamlfile/tree:MAX_DIGITS data/cells:MAX_ROWS data/cells:MAX_COLUMNS story/sandbox:MAX_SOURCE
        story/budget:MAX_TEXT story/template_code:MAX_STATEMENTS story/template_code:MAX_EXPRESSIONS
        story/budget:MAX_RANGE story/filters:MAX_PLACES story/budget:MAX_STEPS story/budget:MAX_STORY_STEPS
        """,
        """
        core/files:MAX_INPUT handout/render_template:MAX_SOURCE handout/render_template:MAX_PROSE
        data/read_table:MAX_FILE data/read_table:MAX_STREAM data/workbook:MAX_UNPACKED data/workbook:MAX_HEIGHT
        data/cells:MAX_CELLS data/decoded:MAX_LINE data/csv_text:MAX_RECORD data/number_text:MAX_DIGITS
        data/shaping:MAX_GROUPS brief/datasets:MAX_TABLES core/picture_files:MAX_PICTURE core/picture_files:MAX_PIXELS
        core/svg/clean:MAX_SVG core/svg/clean:MAX_DRAWN core/svg/clean:MAX_DEPTH core/svg/clean:MAX_TEXT
        core/picture_files:MAX_LOGO core/opc:MAX_FILE core/opc:MAX_UNPACKED core/opc:MAX_XML core/opc:MAX_PARTS
        brief/arithmetic:MAX_LENGTH brief/arithmetic:MAX_BITS yamlfile/tree:MAX_NUMBER story/budget:MAX_NUMBER
        story/budget:MAX_DIGITS story/sandbox:MAX_POWER story/budget:MAX_VALUES story/budget:MAX_LEVELS
        story/template_context:MAX_NESTING theme/model:MAX_SIZE theme/model:MAX_PAGE
        """,
        """
        data/decoded:MAX_REPORTS data/typed_table:MAX_FAULTS
        pipeline/parcel:MAX_FILE checks/lint:MAX_TITLE_WORDS yamlfile/text:MAX_REPORTS brief/figures:MAX_CYCLES
        text/measure:MAX_WORDS write/pdf/fonts:MAX_WORDS core/files:MAX_CACHED inspect/library:MAX_COPIED
        theme/ooxml/picture_colours:MAX_PIXELS theme/adopt/save:MAX_FILE core/carried_pictures:MAX_CARRIED
        core/svg/clean:MAX_PIXELS
        """,
    ),
)


def filled(template: str) -> None:
    Sandbox({"long": "x" * 20_000}).value(template, Span("brief.yaml", 1, 1))


def tree(text: str) -> None:
    read(text, "brief.yaml")


def sheet(data: bytes) -> None:
    with TemporaryDirectory() as folder:
        (Path(folder) / "f.csv").write_bytes(data)
        read_sheet(Origin("f.csv", Path(folder), Span("brief.yaml")))


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
    "characters of one text of a YAML file": lambda n: tree("a: " + "x" * n),
    "digits of a number": lambda n: tree("a: " + "7" * n),
    "rows of a sheet of figures or clients, with its headings": lambda n: sheet(b"id,value\n" + b"a,1\n" * (n - 1)),
    "columns of a table": lambda n: sheet(b"id" + b",a" * (n - 1)),
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


def test_every_limit_in_the_code_is_on_the_page_or_refuses_nothing() -> None:
    found = [
        f"{path.relative_to(SOURCE).with_suffix('').as_posix()}:{name}"
        for path in sorted(SOURCE.rglob("*.py"))
        for name in CONSTANT.findall(path.read_text(encoding="utf-8"))
    ]
    assert sorted(found) == sorted([*PROBED, *READ, *ASIDE])


@pytest.mark.parametrize(("row", "constant"), list(zip(OF_FILES, READ, strict=True)), ids=READ)
def test_the_page_has_the_number_that_the_code_has(row: list[str], constant: str) -> None:
    module, _, name = constant.partition(":")
    has = getattr(import_module(f"briefwright.{module.replace('/', '.')}"), name)
    assert float(row[1].replace(",", "")) == float(has)


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
