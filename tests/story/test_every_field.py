"""Every text of a brief is read by each audience, on a page or in its notes, or it is said to be left out."""

import re
from pathlib import Path

import pytest

from briefwright.brief.read import read
from briefwright.brief.texts import proses
from briefwright.inspect.explain import explain
from briefwright.pipeline.check import place_editions
from briefwright.pipeline.editions import Order
from briefwright.scene.model import Scene
from briefwright.scene.walk import every, paragraphs_of

# Each text has a word of its own, which begins with X and ends in a number.
FULL = """\
briefwright: 1
id: whole
title: The whole X1
subtitle: With all of it X2
as_of: 2026-02
author: {name: Ann X3, organisation: Office}
disclaimer: No promise X4
cover: {kicker: Kicker X5, part: part, whole: all, part_text: of them X6, rest_text: the others X7}
sources: {s: {title: Report X8, publisher: Press, date: 2026-01, paragraphs: 9, url: "https://example.org"}}
figures:
  part: {value: 40, unit: desks X9, label: Counted X10, meaning: were counted X11, caveat: by hand X12, cite: "s:1"}
  all: {value: 90, unit: desks, label: All X13, meaning: are there X14, caveat: in May X15, cite: "s:2"}
bottom_line: {headline: Desks are enough X16, text: There is room X17, so_what: Buy none X18}
judgements:
  - {text: Use will grow X19, support: It grew X20, confidence: high, basis: Two years X21}
  - {text: Space will not X22, support: Rent rose X23, confidence: low, basis: One lease X24}
context:
  - {title: Place X25, text: The hall is old X26}
players:
  - {name: Anna X27, role: Runs it X28, position: Keep X29, standout: Knows all X30, reach: The house X31}
  - {id: ben, name: Ben, role: Pays X32, position: Cut X33, standout: Signs X34, facts: [A key X35], so_what: Ask X36}
investors: [{id: fund, name: Fund X37, note: Owned by the town X38}]
links: [{from: fund, to: ben, kind: invests, note: A loan X39, cite: "s:3"}]
limitations:
  - {title: Count X40, cause: By hand X41, effect: May be off X42, severity: high}
stakes:
  - {kind: economic, title: Money X43, upside: Less rent X44, risk: More noise X45}
  - {kind: strategic, title: Name X46, text: A good house X47}
options:
  - {title: Stay X48, text: As it is X49, gain: Cheap X50, cost: Tight X51, recommended: true}
  - {title: Move X52, text: To the port X53, gain: Room X54, cost: Dear X55}
events:
  - {date: 2024-03, text: The lease began X56}
  - {date: 2026-01, text: The count X57}
charts:
  - {id: desks, kind: bar, title: Desks X58, unit: Pieces X59, geography: Hall X60, period: May X61, bars: [part, all],
     reason: It is half X62, caveat: One day X63}
unknowns: [Who comes on Friday X64]
caveats: [A desk is no seat X65]
watch:
  - {signal: Rent X66, position: Level X67, trigger: Up by half X68, action: Ask again X69}
changes:
  - {since: 2025-06, was: Too few X70, now: Enough X71, why: A count X72}
glossary: {Desk: a table for one X73}
"""


def told(scene: Scene) -> str:
    return "\n".join(
        [page.notes for page in scene.pages]
        + [p.text for page in scene.pages for item in every(page.items) for p in paragraphs_of(item)]
        + [p.text for layout in scene.layouts for item in every(layout.items) for p in paragraphs_of(item)]
    )


@pytest.mark.parametrize("audience", ["full", "executive", "policy"])
def test_every_text_of_a_brief_is_told_or_said_to_be_left_out(audience: str, tmp_path: Path) -> None:
    (tmp_path / "whole.yaml").write_text(FULL, encoding="utf-8")
    order = Order(tmp_path / "whole.yaml", (audience,))
    parsed = read(order.brief)
    assert parsed.brief, parsed.problems
    [edition], _ = place_editions(parsed, order)
    shown = told(edition.scene)
    [account] = explain(order)[0]
    out = tuple(left.what.replace("slide terms", "glossary") for left in account.left_out)
    silent = [
        (path, word)
        for path, prose in proses(parsed.brief)
        for word in re.findall(r"X\d+", prose.text)
        if not re.search(rf"{word}\b", shown) and not any(f"{path}.".startswith(f"{what}.") for what in out)
    ]
    assert silent == []
