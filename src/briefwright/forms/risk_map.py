"""A risk map: up to ten risks by likelihood and impact as numbered marks, next to the table that explains them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from msgspec import Struct

from ..core.diagnostics import Problems
from ..core.geometry import Rect
from ..scene.model import Group, Item, Shape
from ..story.model import Words
from .kit.axes_grid import MARK, Field, field, numbered
from .kit.column_widths import widths
from .kit.content import NOTHING, Bounds, Head, words
from .kit.form import Form, LayoutContext, Placed
from .kit.table_layout import Column, Styled, Tabled, TablePage, largest, table
from .kit.text_boxes import DEGREES, framed, needs

SPLIT = 7  # the grid column where the table begins
PITCH = 24.0  # between two marks of one cell
ROW, ROOMY = 36.0, 48.0
NUMBER_W = 24.0
# sums of both degrees: from the first a cell is tinted (high and moderate), from the second a mark has the accent
GRAVE, ACUTE = 5, 6

Rank = Literal["low", "moderate", "high"]
RANKS = ("low", "moderate", "high")


class Risk(Struct, frozen=True):
    """A risk, how likely it is, how much it would weigh, and what is done about it."""

    title: Head
    likelihood: Rank
    impact: Rank
    response: Words = NOTHING

    @property
    def weight(self) -> int:
        return DEGREES[self.likelihood] + DEGREES[self.impact]


class RiskMap(Struct, frozen=True):
    risks: Annotated[tuple[Risk, ...], Bounds(least=1, most=10)]
    so_what: Words = NOTHING


@needs("risks")
def place(content: RiskMap, ctx: LayoutContext) -> Placed:
    """The map at the left and the table at the right, gravest first; more rows than fit go on further pages."""
    body = framed(ctx, content.so_what)
    area = body.area
    risks = sorted(content.risks, key=lambda risk: (-risk.weight, -DEGREES[risk.impact]))
    x = ctx.theme.columns.x(SPLIT)
    room = Rect(area.x, area.y, x - ctx.theme.columns.gutter - area.x, area.h)
    names = words(ctx.labels["likelihood"]), words(ctx.labels["impact"])
    plot = field(ctx, room, names, [ctx.labels[f"severity.{rank}"] for rank in RANKS])
    drawn = (*_grounds(plot), *plot.items, *_marks(risks, plot, ctx))
    pages, over = _table(risks, ctx, Rect(x, area.y, area.right - x, area.h))
    return body.placed([(*drawn, page.table) for page in pages], (*plot.diagnostics, *over))


def _grounds(plot: Field) -> list[Item]:
    """The cells, the grave ones tinted as a risk."""
    out: list[Item] = []
    for j, row in enumerate(plot.cells):
        for i, cell in enumerate(row):
            grave = i + 1 + len(row) - j >= GRAVE
            out.append(Shape(f"ground-{j + 1}-{i + 1}", cell, fill="risk_tint" if grave else "tint"))
    return out


def _marks(risks: Sequence[Risk], plot: Field, ctx: LayoutContext) -> list[Group]:
    """A numbered disc for each risk; those of one cell stand in rows about its middle."""
    out: list[Group] = []
    for likelihood in RANKS:
        for impact in RANKS:
            here = [i for i, risk in enumerate(risks) if (risk.likelihood, risk.impact) == (likelihood, impact)]
            cell = plot.cells[3 - DEGREES[impact]][DEGREES[likelihood] - 1]
            most = max(1, int((cell.w - MARK) // PITCH) + 1)
            lines = [here[n : n + most] for n in range(0, len(here), most)]
            for row, line in enumerate(lines):
                y = cell.y + cell.h / 2 + (row - (len(lines) - 1) / 2) * PITCH
                for column, i in enumerate(line):
                    x = cell.x + cell.w / 2 + (column - (len(line) - 1) / 2) * PITCH
                    fill = "risk" if risks[i].weight >= ACUTE else "ink2"
                    mark = numbered(ctx, f"mark-{i + 1}", i + 1, x, y, fill=fill, alt=_alt(risks[i], ctx))
                    out.append(mark)
    return sorted(out, key=lambda mark: int(mark.name.rpartition("-")[2]))


def _alt(risk: Risk, ctx: LayoutContext) -> str:
    degrees = [
        f"{ctx.labels[key]}{ctx.labels['colon']}{ctx.labels[f'severity.{getattr(risk, key)}']}"
        for key in ("likelihood", "impact")
    ]
    return "; ".join([risk.title.prose[:160], *degrees])


def _table(risks: Sequence[Risk], ctx: LayoutContext, area: Rect) -> tuple[Sequence[TablePage], Problems]:
    """Number and risk, then the response where there is one, else the two degrees in words."""
    labels = ctx.labels
    answered = any(risk.response for risk in risks)
    heads = ("response",) if answered else ("likelihood", "impact")
    rows: list[list[Words | Styled]] = []
    for i, risk in enumerate(risks, start=1):
        number = Styled(str(i), colour="risk" if risk.weight >= ACUTE else None)
        degrees = [words(labels[f"severity.{rank}"]) for rank in (risk.likelihood, risk.impact)]
        rows.append([number, risk.title, *([risk.response] if answered else degrees)])
    alt = ", ".join(labels[key] for key in ("risk", *heads))

    def made(bold: str, plain: str) -> Tabled:
        columns = [Column("", NUMBER_W, bold, right=3.0), Column(labels["risk"], 0, bold, header=True)]
        columns += [Column(labels[key], 0, plain, "ink2" if answered else None) for key in heads]
        sized = widths(ctx, columns, rows, area.w)
        return table(ctx, "table", area, sized, rows, what="the risk", alt=alt, least=ROW, air=15, snug=6, roomy=ROOMY)

    tabled = largest(made, ("h3", "body"), ("smallb", "small"))
    # when a word of the brief is too wide, the heads of its columns are too: only the word is reported
    given = tuple(problem for problem in tabled.diagnostics if problem.span)
    return tabled.pages, given or tabled.diagnostics


FORM = Form(
    name="risk-map",
    summary="risks by likelihood and impact as numbered marks, and the table that explains them",
    content=RiskMap,
    place=place,
    limits="10 risks, a title of 8 words, a response of 10",
    example="""\
form: risk-map
title: Two of five risks could stop the project, and both lie with suppliers
risks:
  - {title: Transformers arrive late, likelihood: high, impact: high, response: Order before the permit}
  - {title: Permit is contested, likelihood: moderate, impact: high, response: Hear the neighbours first}
  - {title: Steel price rises, likelihood: high, impact: low, response: Fix the price for a year}
""",
)
