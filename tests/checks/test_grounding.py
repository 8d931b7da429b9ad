"""What a brief cites has to be said where it cites it: a small source of our own, and the real one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from briefwright.brief.attachments import paragraphs
from briefwright.brief.model import Brief
from briefwright.brief.read import read
from briefwright.checks.grounding import ground
from briefwright.core.diagnostics import Diagnostic

SOURCE = """\
Tea report

In 2023 some 1,240 firms sold tea in Europe; 40 of them hold a licence from the FDA.
Leaf & Co, over 7 year-old, raised 100’s of millions of $ from Harvest Capitol.

Its blend Oolang 2.0 (Oct. 2023) competes with Twinings in Zürich.
Hamburg, 03.04.2024. Research 05.03.-03.04.2024.
"""
# paragraphs:  1 Tea report · 2 In 2023 … · 3 Leaf & Co … · 4 Its blend … · 5 Hamburg …

PLAYERS = """\
players:
  - id: leaf
    name: Leaf & Co
    models: [{name: Oolong 2.0, also: [Oolong], cite: "a:4"}]
    facts:
      - "FACT"
investors: [{id: harvest, name: Harvest Capital}]
corrections: {Oolang: Oolong, Harvest Capitol: Harvest Capital}
"""
FIGURES = """\
firms: {value: 1.24, scale: thousand, unit: firms, as_of: 2023, cite: "a:2"}
licences: {value: 40, unit: licences, as_of: 2023, cite: "a:2"}
age: {text: more than seven, unit: years, as_of: 2024, cite: "a:3"}
money: {text: hundreds of millions, currency: USD, as_of: 2024, cite: "a:3"}
ours: {value: 3, unit: blends, ours: true, as_of: 2024}
share: {derived: licences / firms, style: percent, label: Share}
"""


@pytest.fixture
def findings(brief) -> Callable[[str], tuple[Diagnostic, ...]]:
    """The findings on a brief whose one fact is ``fact``, against the source above."""

    def of(fact: str) -> tuple[Diagnostic, ...]:
        return ground(brief(PLAYERS.replace("FACT", fact), FIGURES), {"a": SOURCE})

    return of


def test_paragraphs_are_the_lines_that_are_not_empty() -> None:
    assert len(paragraphs(SOURCE)) == 5
    assert paragraphs("\n\n one \n\t\ntwo\n") == ("one", "two")


@pytest.mark.parametrize(
    "fact",
    [
        "It sells tea in Europe. [@a:2]",
        "Of {{ figures.firms }} firms {{ figures.licences }} hold a licence. [@a:2]",
        "It is {{ figures.age }} years old and raised {{ figures.money }}. [@a:3]",
        "1.24 thousand firms sell tea, [@a:2] and Harvest Capital pays. [@a:3]",
        "We counted {{ figures.ours }} blends, {{ figures.share }} of firms. [@a:2]",
        "Oolong came in October 2023. [@a:4]",
        "Version 2.0 competes with Twinings. [@a:4]",
        "Researched between 5 March and 3 April 2024. [@a:5]",
        "The report of 2024 says so. [@a:2]",
        "It sells in Zurich. [@a:4]",
        "European tea, in a word. [@a:2]",
        "It has 99 blends.",
        "It has 99 blends. Tea is sold in Europe. [@a:2]",
        "Everything is said somewhere, 40 licences and Twinings. [@a]",
    ],
)
def test_what_the_source_says_is_no_finding(findings, fact: str) -> None:
    assert findings(fact) == ()


@pytest.mark.parametrize(
    ("fact", "code", "what"),
    [
        ("It has 50 licences. [@a:2]", "BW814", '"50"'),
        ("It began in 2019. [@a:3]", "BW814", '"2019"'),
        ("It has {{ figures.licences }} licences. [@a:3]", "BW814", '"40"'),
        ("It is {{ figures.age }} years old. [@a:4]", "BW814", '"seven"'),
        ("It raised {{ figures.money }}. [@a:2]", "BW814", '"hundreds of millions"'),
        ("Researched on 7 March. [@a:5]", "BW814", '"7 March"'),
        ("Oolong sells well. [@a:2]", "BW813", '"Oolong"'),
        ("Harvest Capital pays. [@a:2]", "BW813", '"Harvest Capital"'),
        ("It competes with Lipton. [@a:4]", "BW813", '"Lipton"'),
        ("The EMA licenses it. [@a:2]", "BW813", '"EMA"'),
    ],
)
def test_what_the_cited_paragraph_does_not_say_is_found(findings, fact: str, code: str, what: str) -> None:
    [found] = findings(fact)
    assert found.code == code
    assert what in found.message
    assert found.span is not None
    assert found.span.line > 1


def test_one_clause_tells_all_its_loose_names_at_once(findings) -> None:
    [found] = findings("It competes with Lipton and Tetley. [@a:4]")
    assert found.message == 'a:4 is cited for "Lipton", "Tetley", and does not name it'


def test_each_citation_covers_the_clause_before_it(findings) -> None:
    assert findings("40 hold a licence; [@a:2] Twinings is a rival. [@a:4]") == ()
    assert len(findings("40 hold a licence; [@a:4] the rival is Twinings. [@a:2]")) == 2


def test_several_citations_cover_a_clause_together(findings) -> None:
    assert findings("40 hold a licence and Twinings is a rival. [@a:2; @a:4]") == ()


def test_a_paragraph_that_is_not_there_is_an_error(findings) -> None:
    [found] = findings("It is so. [@a:9]")
    assert (found.code, found.severity.value) == ("BW811", "error")
    assert '"a" has 5' in found.message


def test_what_an_item_cites_as_a_whole_covers_its_texts(brief) -> None:
    body = "events:\n  - {date: 2023, text: The FDA licenses 40 firms, cite: 'a:2'}\n"
    assert ground(brief(body), {"a": SOURCE}) == ()
    [found] = ground(brief(body.replace("40", "50")), {"a": SOURCE})
    assert found.code == "BW814"


def test_what_is_the_analysts_own_needs_no_source(brief) -> None:
    body = """\
    judgements:
      - {text: "Tea grows. [@a:2]", basis: By 77 interviews, confidence: low}
      - {text: Lipton will lose 12 points, ours: true, cite: "a:2"}
    players:
      - {id: leaf, name: Leaf & Co, cite: "a:3", so_what: "Buy 5 % of Lipton", position: Lipton of Europe}
    """
    assert ground(brief(body), {"a": SOURCE}) == ()


def test_a_figure_is_looked_up_where_it_is_cited(brief) -> None:
    [found] = ground(brief(figures="n: {value: 41, unit: licences, as_of: 2023, cite: 'a:2'}"), {"a": SOURCE})
    assert (found.code, found.message) == ("BW814", 'a:2 is cited for "41", and does not give that number')


def test_both_ends_of_a_range_are_looked_up(brief) -> None:
    [found] = ground(brief(figures="n: {low: 40, high: 50, unit: x, as_of: 2023, cite: 'a:2'}"), {"a": SOURCE})
    assert '"50"' in found.message


def test_a_translation_is_held_to_its_numbers_and_the_briefs_names(brief) -> None:
    body = """\
    players: [{id: leaf, name: Leaf & Co}]
    unknowns:
      - {default: "Tea grows. [@a:2]", "@de": "Vierzig Lizenzen der FDA, so die Behörde. [@a:2]"}
      - {default: "Tea grows. [@a:2]", "@de": "Leaf & Co hat 55 Lizenzen. [@a:2]"}
    """
    assert [d.code for d in ground(brief(body), {"a": SOURCE})] == ["BW813", "BW814"]


def test_without_its_text_a_source_is_noted_once(brief) -> None:
    body = 'unknowns: ["Tea grows. [@a:2]", "Tea sells. [@a:99]"]\n'
    [found] = ground(brief(body), {})
    assert (found.code, found.severity.value) == ("BW812", "note")
    assert found.hint == "give it with --source a=PATH"


def test_sources_without_their_texts_are_one_note(brief) -> None:
    head = (
        "briefwright: 1\nid: case\ntitle: Case\nas_of: 2024-04\nbottom_line: {headline: Tea}\n"
        "sources: {a: {title: One}, b: {title: Two}}\n"
    )
    [found] = ground(brief('unknowns: ["Tea grows. [@a:2]"]\n', head=head), {})
    assert '"a", "b"' in found.message
    assert found.hint == "give it with --source a=PATH --source b=PATH"


def test_findings_are_in_the_order_of_the_brief(findings, brief) -> None:
    body = 'unknowns: ["99 firms. [@a:2]", "98 firms. [@a:2]"]\ncaveats: ["97 firms. [@a:2]"]\n'
    found = ground(brief(body), {"a": SOURCE})
    assert [d.span for d in found] == sorted(d.span for d in found if d.span)


# ---- the real brief on the real article ------------------------------------------------------------------


@pytest.fixture(scope="module")
def sample(request: pytest.FixtureRequest) -> Brief:
    return read(Path(request.config.rootpath) / "briefs" / "china-llm.yaml").brief


def test_the_sample_brief_says_what_its_article_says(sample: Brief, shared: Path) -> None:
    text = (shared / "article.txt").read_text(encoding="utf-8")
    assert [str(found) for found in ground(sample, {"slr": text})] == []


def test_a_wrong_citation_in_the_sample_brief_would_be_found(sample: Brief, shared: Path) -> None:
    lines = (shared / "article.txt").read_text(encoding="utf-8").splitlines()
    shifted = "\n".join(["A line that moves every paragraph by one.", *lines])
    assert len(ground(sample, {"slr": shifted})) > 50
