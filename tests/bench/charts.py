"""What one more slide of a chart costs next to one of a table: placed, and written to deck and slides.pdf, in one warm
process. ``python -m tests.bench.charts`` prints it alone."""

from __future__ import annotations

import statistics
import time

import yaml

from briefwright.core.diagnostics import Span
from briefwright.forms.kit.content import typed
from briefwright.forms.table import form
from briefwright.layout.deck import place
from briefwright.story.model import Meta, Piece, Slide, Story, Words
from briefwright.theme.read import read_theme
from briefwright.write.pdf import write as write_pdf
from briefwright.write.pptx import write as write_deck

from .stories import ROOT

FORMS = ("bar", "column", "stacked", "line", "waterfall", "table")
FEW, MANY = 5, 45
META = Meta(
    brief="b", title="T", subtitle="", audience="full", audience_title="Full", language="en", date="3 April 2024",
    iso_date="2024-04-03", author="A", organisation="O", contact="", marking="", status="final", disclaimer="",
)  # fmt: skip


def main(runs: int) -> None:
    """Print the milliseconds of one more slide of each form, the median of ``runs``."""
    print(f"one more slide of a form, placed and written, median of {runs}")
    for name in FORMS:
        _seconds(name, FEW)  # warm
        each = [(_seconds(name, MANY) - _seconds(name, FEW)) / (MANY - FEW) for _ in range(runs)]
        print(f"  {name:<12}{statistics.median(each) * 1000:6.1f} ms")


def _seconds(name: str, count: int) -> float:
    """How long a deck of so many slides of one form takes, each with a word of its own."""
    shape = form(name)
    example = yaml.safe_load(shape.example)
    example.pop("form")
    title = example.pop("title")
    content = typed(shape.content, example, Span("example"))
    slides = tuple(Slide(f"s{n}", name, Words((Piece(f"{title} {n}"),)), content) for n in range(count))
    labels = yaml.safe_load((ROOT / "templates/languages/en.yaml").read_text(encoding="utf-8"))["labels"]
    theme = read_theme("paper")
    start = time.process_time()
    scene, _ = place(Story(META, slides, (), (), labels), theme)
    write_deck(scene, theme)
    write_pdf(scene, theme)
    return time.process_time() - start


if __name__ == "__main__":
    main(5)
