"""The kinds of input that a stranger can send, each as a made case: ``case(folder, seed)`` gives what is told of it.

Whatever the case holds, it is used or refused at its place; nothing else may come of it.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import yaml
from lxml import etree
from PIL import Image

from briefwright.brief.clients import read_clients
from briefwright.brief.read import Reading, read
from briefwright.core.diagnostics import Diagnostic, Refused, Span
from briefwright.forms.kit.content import EVERY, typed
from briefwright.forms.table import TABLE, form
from briefwright.pipeline.batch import merge
from briefwright.pipeline.build import build
from briefwright.pipeline.deck import prepare
from briefwright.pipeline.editions import KINDS as OUTPUTS
from briefwright.pipeline.editions import Order
from briefwright.pipeline.tried_adoption import save_adopted
from briefwright.pipeline.workers import Workers
from briefwright.story.model import Words
from briefwright.story.resolution import Resolved, resolve
from briefwright.story.template_context import TemplateContext
from briefwright.story.words import parse
from tests import clients
from tests.forms.contexts import labels, placed
from tests.fuzz import charted
from tests.fuzz.bytes import bent, lines_bent, unpacked, zip_bent
from tests.fuzz.drawings import drawing_bent
from tests.fuzz.published import SHOWN, asked_of
from tests.fuzz.trees import mutated
from tests.story.briefs import BRIEF

Told = Iterable[Diagnostic]
Case = Callable[[Path, int], Told]
TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
AUDIENCES = ("full", "executive", "policy", "technical", "investor")
HERE = Workers(1)
prepare()  # reportlab looks for settings of the user when it is loaded


@dataclass(frozen=True)
class Kind:
    """``share`` of a thousand cases are of this kind."""

    case: Case
    share: int


def dumped(tree: Any) -> str:
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    return str(yaml.dump(tree, Dumper=dumper, allow_unicode=True, sort_keys=False, width=1000))


@cache
def brief() -> Any:
    return yaml.safe_load(BRIEF.replace("2024-04-03", "'2024-04-03'").replace("2024-03-01", "'2024-03-01'"))


def wholly(folder: Path, seed: int, audience: str = "full", **asked: Any) -> Told:
    """Build one kind of output of the folder's brief, and look whether a deck is XML without a printed object."""
    only = (OUTPUTS[seed % len(OUTPUTS)],)
    built = build(Order(folder / "brief.yaml", (audience,), out=folder / "output", only=only, **asked), HERE)
    for path in built.paths:
        if path.suffix == ".pptx":
            with zipfile.ZipFile(path) as deck:
                for name in deck.namelist():
                    data = deck.read(name)
                    assert b" object at 0x" not in data, name
                    if name.endswith((".xml", ".rels")):
                        etree.fromstring(data)
    if built.failed:
        raise Refused(built.diagnostics)
    return built.diagnostics


# ---- briefs ------------------------------------------------------------------------------------------


@cache
def slide(name: str) -> dict[str, Any]:
    return yaml.safe_load(form(name).example)


@cache
def example(name: str) -> dict[str, Any]:
    return {form(name).aliases.get(key, key): value for key, value in slide(name).items() if key not in EVERY}


def worded(value: Any) -> Any:
    """The values as a story hands them on: every text as Words."""
    if isinstance(value, str):
        return parse(value, {"a": 1}, Span("brief.yaml", 3, 1)) if value else Words()
    if isinstance(value, dict):
        return {key: worded(entry) for key, entry in value.items()}
    return [worded(entry) for entry in value] if isinstance(value, list) else value


def content(_: Path, seed: int) -> Told:
    """The content of a slide, of each form in turn, placed and listed."""
    name = list(TABLE)[seed % len(TABLE)]
    made = typed(form(name).content, worded(mutated(example(name), seed)), Span("brief.yaml", 3, 1), "m")
    _, problems = placed(name, made)
    if form(name).listing:
        form(name).listing(made, labels())
    return problems


def tree(folder: Path, seed: int) -> Told:
    """The small brief with one slide of a form of its own, some of its values changed; built whole."""
    name = list(TABLE)[seed % len(TABLE)]
    slides = [{"id": "mine", "title": "A slide of my own", **slide(name)}]
    (folder / "brief.yaml").write_text(dumped(mutated({**brief(), "slides": slides}, seed)), encoding="utf-8")
    return wholly(folder, seed, AUDIENCES[seed // 7 % len(AUDIENCES)])


def text(folder: Path, seed: int) -> Told:
    """The bytes of a brief's YAML; what can still be read is built, now and then."""
    path, chance = folder / "brief.yaml", Random(seed)
    path.write_bytes(lines_bent(BRIEF, chance) if seed % 2 else bent(BRIEF.encode(), chance))
    reading = read(path)
    return wholly(folder, seed // 64) if seed % 64 == 0 else reading.diagnostics


# ---- templates in texts ------------------------------------------------------------------------------

SAID = (
    "{{", "}}", "{%", "%}", "figures", "players", "sources", "bottom_line", "links", "x", ".", "[", "]", "(", ")", "~",
    "*", "**", "+", "%", "-", "//", ",", ":", "|", "join", "batch", "list", "range", "length", "sort", "groupby", "map",
    "select", "sum", "round", "format", "first", "last", "tojson", "attr", "replace", "if", "else", "for", "in", "is",
    "endif", "endfor", "loop.index", "1", "0", "9999", "1e30", "'a'", "'%s'", "not", "and", "==", "<", "drinkers",
    "leaf", "name", "facts", "items()", "get('a')", "index(1)", "count(1)", "value", "__class__", "loop", "recursive",
    "set", "call", "macro", "include", "none", "true", "{", "}", "'\\x00'", "'\\ufdd0'", "unique", "reverse",
    "capitalize",
)  # fmt: skip
WHOLE = (
    "{{{{ {0} }}}}", "{{% if {0} %}}{1}{{% endif %}}", "{{% for x in {0} %}}{{{{ x }}}}{1}{{% endfor %}}", "{0}",
    "{{{{ ({0}) | {1} }}}}",
    "{{% for x in players %}}{{% for y in x.facts %}}{{{{ {0} }}}}{{% endfor %}}{{% endfor %}}",
)  # fmt: skip


@cache
def read_once() -> tuple[Reading, Resolved]:
    with TemporaryDirectory(dir=".") as folder:  # of the first case
        path = Path(folder) / "brief.yaml"
        path.write_text(BRIEF, encoding="utf-8")
        reading = read(path)
        return reading, resolve(reading, path.parent, "full")


def template(folder: Path, seed: int) -> Told:
    """A template put together from words of its language, run in the sandbox of a story."""
    chance = Random(seed)
    parts = [" ".join(chance.choices(SAID, k=chance.choice((1, 2, 4, 9)))) for _ in range(2)]
    return in_sandbox(chance.choice(WHOLE).format(*parts))


def in_sandbox(template: str) -> Told:
    """What is told of a template that is run in a story's sandbox."""
    reading, resolved = read_once()
    context = TemplateContext(reading, resolved.audience, resolved.language)
    assert " object at 0x" not in context.sandbox.text(template, Span("brief.yaml", 3, 1))
    return context.diagnostics


# ---- tables ------------------------------------------------------------------------------------------

FIGURES = [
    ["id", "value", "low", "high", "unit", "label", "label@de", "as_of", "style", "cite", "tags", "#"],
    ["tea", "1,250", "", "", "offices", "Offices with tea", "Büros", "2024-05", "", "a:3", "x y", "note"],
    ["part", "12.5 %", "", "", "", "Their share", "", "2024", "percent", "a:4", "", ""],
    ["gap", "", "3", "5", "EUR", "A gap", "", "31.12.2023", "", "", "", ""],
]
ROWS = [
    ["id", "name", "Job title", "audience", "theme", "language", "marking", "logo"],
    ["acme", "Acme & Co", "Buyer", "full", "paper", "de", "", ""],
    ["", "Größe AG", "", "executive;policy", "", "", "", ""],
    ["c3", "板", "=1+1", "", "night", "en", "", ""],
]


def rows_bent(rows: list[list[Any]], seed: int) -> list[list[Any]]:
    made = mutated(rows, seed)
    entries = made if isinstance(made, list) else [made]
    return [row if isinstance(row, list) else [row] for row in entries]


def table(rows: list[list[Any]], seed: int) -> bytes:
    """Rows as CSV of one of its habits, and at times with its bytes bent."""
    chance, out = Random(seed), io.StringIO()
    writer = csv.writer(out, delimiter=chance.choice(",,;\t|"), quoting=chance.choice((0, 0, 1)))
    writer.writerows(rows_bent(rows, seed))
    data = out.getvalue().encode(chance.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252")), "replace")
    return bent(data, chance) if chance.random() < 0.5 else data


def workbook(rows: list[list[Any]], seed: int) -> bytes:
    """Rows as a workbook, with its parts bent or a cell of another type."""
    chance, book = Random(seed), openpyxl.Workbook()
    sheet = book.active
    for row in rows_bent(rows, seed) if seed % 2 else rows:
        sheet.append([str(cell) if isinstance(cell, list | dict) else _cell(cell) for cell in row])
    for value, style in chance.sample(
        ((0.125, "0.0%"), (date(2024, 5, 1), "dd/mm/yyyy"), (1e300, "0"), ("#DIV/0!", "General"), ("=1/0", "0")), 2
    ):
        cell = sheet.cell(chance.randrange(1, 5), chance.randrange(1, 6), value)
        cell.number_format = style
    if seed % 5 == 0:
        sheet.merge_cells("A2:B3")
    out = io.BytesIO()
    book.save(out)
    return zip_bent(unpacked(out.getvalue()), chance) if chance.random() < 0.8 else out.getvalue()


def _cell(value: Any) -> Any:
    return openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE.sub("", value)[:30_000] if isinstance(value, str) else value


def figures(folder: Path, name: str, data: bytes) -> Told:
    (folder / name).write_bytes(data)
    (folder / "brief.yaml").write_text(BRIEF.replace("figures:\n", f"figures:\n  from: {name}\n"), encoding="utf-8")
    return read(folder / "brief.yaml").diagnostics


def clients_of(folder: Path, name: str, data: bytes, seed: int) -> Told:
    (folder / name).write_bytes(data)
    if seed % 32:
        return read_clients(folder / name).diagnostics
    (folder / "brief.yaml").write_text(BRIEF, encoding="utf-8")
    order = Order(folder / "brief.yaml", out=folder / "output", only=("deck",))
    merged = merge(order, folder / name, HERE)
    for fault in merged.faults:
        raise fault
    return merged.diagnostics


def published(folder: Path, seed: int) -> Told:
    """A table of ``data:``, drawn as a chart and set as a table; read, and now and then built."""
    tables = asked_of(folder, seed)
    shown = yaml.safe_load(SHOWN.replace("DATA", list(tables)[-1]))
    (folder / "brief.yaml").write_text(dumped({**brief(), "data": tables, **shown}), encoding="utf-8")
    return wholly(folder, seed // 16) if seed % 16 == 0 else read(folder / "brief.yaml").diagnostics


def chart(folder: Path, seed: int) -> Told:
    """A chart under ``charts:``, which a deck shows with a title of ours; built."""
    (folder / "brief.yaml").write_text(dumped({**brief(), "charts": [charted.chart(seed)]}), encoding="utf-8")
    return wholly(folder, seed, AUDIENCES[seed // 7 % len(AUDIENCES)])


# ---- files -------------------------------------------------------------------------------------------


@cache
def image(kind: str) -> bytes:
    out = io.BytesIO()
    Image.frombytes("RGB", (40, 30), Random(kind).randbytes(3_600)).save(out, kind)
    return out.getvalue()


def picture(folder: Path, seed: int) -> Told:
    """A picture as a logo and on a slide; read, and now and then built."""
    return pictured(folder, "i.png", bent(image(("PNG", "JPEG", "GIF", "WEBP")[seed % 4]), Random(seed)), seed)


def drawing(folder: Path, seed: int) -> Told:
    """An SVG in the same places."""
    return pictured(folder, "i.svg", drawing_bent(Random(seed)), seed)


def pictured(folder: Path, name: str, data: bytes, seed: int) -> Told:
    (folder / name).write_bytes(data)
    made = BRIEF.replace("author: {", f"author: {{logo: {name}, ")
    made += f"slides: [{{id: p, form: picture, title: It is so, image: {name}, alt: x}}]\n"
    (folder / "brief.yaml").write_text(made, encoding="utf-8")
    often = 4 if name.endswith(".svg") else 16  # a drawing is drawn when it is written
    return wholly(folder, seed // often) if seed % often == 0 else read(folder / "brief.yaml").diagnostics


@cache
def client(name: str) -> dict[str, bytes]:
    return clients.ALL[name]()


def client_file(folder: Path, seed: int) -> Told:
    """A client's file: adopted, and where it can be, a deck is built on it."""
    chance = Random(seed)
    name = chance.choice(sorted(set(clients.ALL) - {"forty-slides"}))
    path = folder / chance.choice(("x.pptx", "x.potx"))
    parts = client(name)
    path.write_bytes(zip_bent(clients.as_template(parts) if path.suffix == ".potx" else parts, chance))
    theme, told = save_adopted(path)
    (folder / "brief.yaml").write_text(BRIEF, encoding="utf-8")
    return (*told, *wholly(folder, seed, theme=theme.stem))


def text_template(kind: str, name: str, output: int = 0, **asked: Any) -> Case:
    """A case of a template of a kind beside the brief: its tree, its lines or its bytes changed."""

    def case(folder: Path, seed: int) -> Told:
        chance, shipped = Random(seed), (TEMPLATES / kind / name).read_text(encoding="utf-8")
        path = folder / "templates" / kind / name
        path.parent.mkdir(parents=True)
        if seed % 2 and path.suffix == ".yaml":
            path.write_text(dumped(mutated(yaml.safe_load(shipped), seed)), encoding="utf-8")
        else:
            path.write_bytes(lines_bent(shipped, chance))
        (folder / "brief.yaml").write_text(BRIEF, encoding="utf-8")
        return wholly(folder, output or seed // 2, **asked)

    return case


KINDS: dict[str, Kind] = {
    "content of a form": Kind(content, 450),
    "brief, its tree": Kind(tree, 8),
    "brief, its bytes": Kind(text, 130),
    "template in a text": Kind(template, 174),
    "figures in CSV": Kind(lambda folder, seed: figures(folder, "f.csv", table(FIGURES, seed)), 40),
    "clients in CSV": Kind(lambda folder, seed: clients_of(folder, "c.csv", table(ROWS, seed), seed), 50),
    "figures in a workbook": Kind(lambda folder, seed: figures(folder, "f.xlsx", workbook(FIGURES, seed)), 12),
    "clients in a workbook": Kind(lambda folder, seed: clients_of(folder, "c.xlsx", workbook(ROWS, seed), seed), 12),
    "table under data:": Kind(published, 40),
    "chart": Kind(chart, 10),
    "picture": Kind(picture, 30),
    "drawing": Kind(drawing, 20),
    "client's file": Kind(client_file, 3),
    "audience": Kind(text_template("audiences", "executive.yaml", audience="executive"), 4),
    "outline": Kind(text_template("outlines", "briefing.yaml"), 5),
    "handout": Kind(text_template("handouts", "leave-behind.md.j2", output=2), 4),
    "theme": Kind(text_template("themes", "paper.yaml"), 5),
    "language": Kind(text_template("languages", "fr.yaml", language="fr"), 3),
}
