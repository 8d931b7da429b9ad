"""Tables that agencies have published become a chart and a table slide in six lines, and a table of clients.

The tables are not ours to give: BRIEFWRIGHT_TABLES names a folder that has them.
"""

import os
from pathlib import Path
from shutil import copy

import pytest

from briefwright.brief.clients import read_clients
from briefwright.brief.read import read
from briefwright.core.diagnostics import errors
from briefwright.pipeline.check import place_editions
from briefwright.pipeline.editions import Order

FOLDER = os.environ.get("BRIEFWRIGHT_TABLES")
HEAD = "briefwright: 1\nid: a\ntitle: A\nas_of: 2025-06\nbottom_line: {headline: The table says it}\n"
BODY = """\
data:
  t: {{file: {file}, {keys}}}
charts:
  - {{id: c, title: The numbers, data: t, {chart}}}
slides:
  - {{id: t, form: table, section: outlook, title: The whole table, data: t}}
"""
# the file and its sheet, what is taken of it, how it is drawn, the column that names its rows
TABLES = (
    ("bad-drivers.csv", "columns: [State, Car Insurance Premiums ($)], top: 10", "kind: bar", "State"),
    ("currency.xlsx", "columns: [product, cost_EUR]", "kind: column", "product"),
    ("deaths.xlsx!arts", "columns: [Name, Age]", "kind: bar", "name"),
    ("deaths.xlsx!other", "columns: [Name, Age]", "kind: bar", "name"),
    ("drinks.csv", "columns: [country, beer_servings], sort: -beer_servings, top: 10", "kind: bar", "country"),
    ("drug-use.csv", "columns: [age, crack_frequency, cocaine_frequency], top: 12", "kind: line", "age"),
    (
        "eu-une-wide.csv",
        "columns: [geo_labels, belgium, spain], where: {geo_labels: '>= 2012'}",
        "kind: line",
        "geo_labels",
    ),
    ("eurostat-une.xlsx!Sheet 1", "columns: [Date, Belgium, Spain], where: {Date: '>= 2012'}", "kind: line", "Date"),
    (
        "eurostat-une-long.xlsx!Sheet 1",
        "columns: {GEO (Labels): Year, Spain: Spain}, where: {Year: '>= 2012'}",
        "kind: line",
        "GEO (Labels)",
    ),
    ("ine-nat.xlsx", "where: {Column 1: '>= 2014'}, group: Column 1, sum: Nacimiento", "kind: column", "Column 1"),
    (
        "ine-nat.xlsx!INE_National_Increase_Spain",
        "where: {Year: '>= 2013'}",
        "kind: line, values: [Births N, Deaths N]",
        "Year",
    ),
    ("ine-pop.xlsx", "top: 12", "kind: line", "Column 1"),
    ("owid-biomass.csv", "columns: [Entity, Global biomass], sort: -Global biomass", "kind: bar", "Entity"),
    ("owid-co2-factors.csv", "columns: [Entity, CO₂ Emissions Factor (IPCC (2006))]", "kind: bar", "Entity"),
    (
        "top-economies.csv",
        "where: {year: '>= 2012', country: [China, Germany]}",
        "kind: line, names: year, by: country, values: gdp_trillion",
        "country",
    ),
)


@pytest.mark.skipif(FOLDER is None, reason="BRIEFWRIGHT_TABLES names no folder of published tables")
@pytest.mark.parametrize(("place", "keys", "chart", "name"), TABLES, ids=[f"{row[0]}-{row[3]}" for row in TABLES])
def test_a_published_table_is_used_as_it_is(tmp_path: Path, place: str, keys: str, chart: str, name: str) -> None:
    file, _, sheet = place.partition("!")
    copy(Path(FOLDER or "") / file, tmp_path / file)
    keys = f"sheet: {sheet}, {keys}" if sheet else keys
    body = BODY.format(file=file, keys=keys, chart=chart)
    assert len(body.splitlines()) <= 6
    (tmp_path / "a.yaml").write_text(HEAD + body, encoding="utf-8")
    [edition], found = place_editions(read(tmp_path / "a.yaml"), Order(tmp_path / "a.yaml", ("full",)))
    assert not errors(found)
    kinds = {type(item).__name__ for page in edition.scene.pages for item in page.items}
    assert {"Chart", "Table"} <= kinds
    clients = read_clients(tmp_path / place, name)
    assert clients.rows
    assert len(clients.rows) == clients.count
