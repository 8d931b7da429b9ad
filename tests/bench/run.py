"""Speed next to Pandoc and Typst, whole processes in turn in one run: ``make bench``. Ratios count, not seconds.

Cold: one command that builds deck, slides.pdf and handout of the sample brief, next to Pandoc (pptx) and then Typst
(pdf) on the same text. Marginal: what each further slide costs, from the difference of a short and a long deck; ours
in one warm process, Pandoc's as its own processes. Merged: a deck for each client of a table, next to Pandoc run once
a deck. Charts: one more slide of each of five kinds, see ``charts.py``. Handouts: the leave-behind next to Typst, see
``handouts.py``. Scale: one more slide of 2,000, one more client of 1,000, see ``scale.py``.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pypandoc

from briefwright.brief.read import read
from briefwright.layout.deck import place
from briefwright.pipeline.check import place_editions
from briefwright.pipeline.editions import Order, PlacedEdition
from briefwright.scene.model import Group, Item, Page, Table, Text
from briefwright.write.pptx import write as write_deck
from tests.bench import charts, handouts, scale
from tests.bench.stories import BRIEF, ROOT, stretched

SHORT, LONG = 20, 220
CLIENTS, SAMPLED = 200, 20
# as installed: our modules found, their compiled form kept from run to run
KEPT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
ENVIRONMENT = KEPT | {"PYTHONPATH": str(ROOT / "src")}
TYPST = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"


def main(runs: int) -> None:
    """Print every figure; ``runs`` are the rounds of the cold command, the other measures take fewer in proportion."""
    order = Order(BRIEF, ("full",))
    edition = place_editions(read(BRIEF), order)[0][0]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cold(edition, folder, runs)
        marginal(edition, folder, max(3, runs // 3))
        merged(edition, folder, max(10, CLIENTS * runs // 9))
    charts.main(max(1, runs - 4))
    handouts.main(edition, max(1, runs - 2))
    scale.main(min(1.0, runs / 9))


def cold(edition: PlacedEdition, folder: Path, runs: int) -> None:
    markdown, typ = folder / "deck.md", folder / "deck.typ"
    markdown.write_text(as_markdown(edition.scene.pages), encoding="utf-8")
    typ.write_text(as_typst(edition.scene.pages), encoding="utf-8")
    brief = one_handout(folder)
    ours = [sys.executable, "-m", "briefwright", "build", str(brief), "-a", "bench", "-o", str(folder / "out")]
    pandoc = [pypandoc.get_pandoc_path(), str(markdown), "-o", str(folder / "deck.pptx")]
    typst = [sys.executable, "-c", TYPST, str(typ), str(folder / "deck.pdf")]
    rounds = [[timed(ours), timed(pandoc), timed(typst)] for _ in range(runs + 1)][1:]  # the first warms the disk
    mine, deck, pdf = (statistics.median(column) for column in zip(*rounds, strict=True))
    ratio = statistics.median(a / (b + c) for a, b, c in rounds)
    print(f"cold command, {len(edition.scene.pages)} slides, median of {runs}")
    print(f"  briefwright build (deck, slides.pdf, leave-behind)  {mine:.2f} s")
    print(f"  pandoc (pptx) {deck:.2f} s, then typst (pdf) {pdf:.2f} s     {deck + pdf:.2f} s")
    print(f"  ratio, pair by pair                                 {ratio:.2f}")


def one_handout(folder: Path) -> Path:
    """The sample brief, with an audience next to it that gets everything and one handout."""
    shared = folder / "templates" / "audiences"
    shared.mkdir(parents=True)
    (shared / "bench.yaml").write_text("extends: full\nhandouts: [leave-behind]\n", encoding="utf-8")
    return Path(shutil.copy(BRIEF, folder))


def marginal(edition: PlacedEdition, folder: Path, runs: int) -> None:
    def ours(slides: int) -> Callable[[], object]:
        story = stretched(edition.story, slides)
        return lambda: write_deck(place(story, edition.theme)[0], edition.theme)

    def pandoc(slides: int) -> Callable[[], object]:
        pages = place(stretched(edition.story, slides), edition.theme)[0].pages
        markdown = folder / f"{slides}.md"
        markdown.write_text(as_markdown(pages), encoding="utf-8")
        command = [pypandoc.get_pandoc_path(), str(markdown), "-o", str(folder / f"{slides}.pptx")]
        return lambda: subprocess.run(command, check=True, capture_output=True)

    jobs = [ours(SHORT), ours(LONG), pandoc(SHORT), pandoc(LONG)]
    rounds = [[clocked(job) for job in jobs] for _ in range(runs + 1)][1:]
    mine = statistics.median((b - a) / (LONG - SHORT) for a, b, _, _ in rounds)
    theirs = statistics.median((d - c) / (LONG - SHORT) for _, _, c, d in rounds)
    print(f"each further slide, warm, placed and written, from {SHORT} to {LONG} slides")
    print(f"  briefwright {mine * 1000:.2f} ms, pandoc {theirs * 1000:.2f} ms, ratio {mine / theirs:.2f}")


def merged(edition: PlacedEdition, folder: Path, clients: int) -> None:
    """A deck for each of many clients, named on the cover and in its title, next to Pandoc once a deck."""
    names = [f"Client {number}" for number in range(clients)]
    table, brief = folder / "clients.csv", folder / "merged.yaml"
    table.write_text("\n".join(["name", *names]) + "\n", encoding="utf-8")
    text = BRIEF.read_text(encoding="utf-8").replace("here with force", "here with force, for {{ client.name }}", 1)
    brief.write_text(text, encoding="utf-8")
    out = folder / "merged"
    ours = [sys.executable, "-m", "briefwright", "build", str(brief), "--for", str(table), "--only", "deck"]
    mine = timed([*ours, "-o", str(out)]) / clients
    made = len(list(out.rglob("deck.pptx")))
    markdown = as_markdown(edition.scene.pages)
    theirs = 0.0
    sampled = names[:: max(1, clients // SAMPLED)]
    for name in sampled:
        (folder / "client.md").write_text(f"{markdown}\n\n{name}\n", encoding="utf-8")
        pandoc = [pypandoc.get_pandoc_path(), str(folder / "client.md"), "-o", str(folder / "client.pptx")]
        theirs += timed(pandoc) / len(sampled)
    print(
        f"a deck each for {made} clients, {len(edition.scene.pages)} slides; Pandoc once a deck, {len(sampled)} decks"
    )
    ratio = theirs / mine
    print(f"  briefwright {mine * 1000:.0f} ms a deck, pandoc {theirs * 1000:.0f} ms, {ratio:.1f} times as fast")


def timed(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT, env=ENVIRONMENT)
    return time.perf_counter() - start


def clocked(job: Callable[[], object]) -> float:
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def as_markdown(pages: tuple[Page, ...]) -> str:
    """What Pandoc needs to make a deck of the same text: headings, bullets, tables, speaker notes."""
    return "\n\n".join(
        "\n\n".join([f"# {page.title}", *markdown_of(page), f"::: notes\n{page.notes}\n:::" if page.notes else ""])
        for page in pages
    )


def markdown_of(page: Page) -> list[str]:
    out = [f"- {text}" for text in texts(page.items)]
    for table in (item for item in page.items if isinstance(item, Table)):
        rows = ["| " + " | ".join(flat(cell.text) for cell in row.cells) + " |" for row in table.rows]
        rows.insert(1, "|" + "---|" * len(table.columns))
        out.append("\n".join(rows))
    return out


def as_typst(pages: tuple[Page, ...]) -> str:
    head = "#set page(width: 960pt, height: 540pt, margin: 48pt)\n#set text(size: 14pt)\n"
    return head + "\n#pagebreak()\n".join("\n\n".join([f"= #{quoted(page.title)}", *typst_of(page)]) for page in pages)


def typst_of(page: Page) -> list[str]:
    out = [f"- #{quoted(text)}" for text in texts(page.items)]
    for table in (item for item in page.items if isinstance(item, Table)):
        cells = ", ".join(quoted(flat(cell.text)) for row in table.rows for cell in row.cells)
        out.append(f"#table(columns: {len(table.columns)}, {cells})")
    return out


def texts(items: tuple[Item, ...]) -> list[str]:
    found = []
    for item in items:
        if isinstance(item, Text) and not item.name.endswith("/title"):
            found.append(flat(item.text))
        elif isinstance(item, Group):
            found += texts(item.items)
    return found


def flat(text: str) -> str:
    return text.replace("\n", " ").replace("|", "/")


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Print how fast briefwright is next to Pandoc and Typst.")
    parser.add_argument("--runs", type=int, default=9, help="rounds of the cold command; 1 is a short run")
    main(parser.parse_args().runs)
