"""What one more slide and one more client cost as they become many: work and memory, each size in its own process.

``python -m tests.bench.scale slides 2000`` and ``… clients 1000`` measure one size and print seconds of work and
megabytes; ``main`` runs several and prints what one more costs at each.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from itertools import pairwise
from pathlib import Path

from briefwright import build_for_clients
from briefwright.brief.read import read
from briefwright.layout.deck import place
from briefwright.pipeline.check import place_editions
from briefwright.pipeline.editions import Order
from briefwright.write.pptx import write as write_deck

from .stories import BRIEF, ROOT, stretched

SLIDES = (20, 500, 1_000, 2_000)
CLIENTS = (10, 100, 1_000)


def main(share: float) -> None:
    """Print the cost of one more slide and one more client from each size to the next; ``share`` of the sizes."""
    for what, sizes in (("slides", SLIDES), ("clients", CLIENTS)):
        counts = sorted({max(sizes[0], round(size * share)) for size in sizes})
        rows = [(count, *_measured(what, count)) for count in counts]
        print(f"one more of many {what}, work of all processes, and memory of the largest at its peak")
        for (fewer, less, small), (more, work, memory) in pairwise(rows):
            each, kept = (work - less) / (more - fewer), (memory - small) / (more - fewer)
            print(f"  from {fewer:,} to {more:,}: {each * 1000:.1f} ms, {kept * 1000:.0f} kB; {memory:.0f} MB in all")


def _measured(what: str, count: int) -> tuple[float, float]:
    command = [sys.executable, "-m", "tests.bench.scale", what, str(count)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))}
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT, env=environment)
    work, memory = map(float, done.stdout.split())
    return work, memory


def slides(count: int) -> None:
    """Place and write the deck of the sample brief, its slides repeated until there are ``count``."""
    edition = place_editions(read(BRIEF), Order(BRIEF, ("full",)))[0][0]
    write_deck(place(stretched(edition.story, count), edition.theme)[0], edition.theme)


def clients(count: int) -> None:
    """Build the deck of the sample brief for ``count`` clients, every tenth with another name on each page."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table, brief = folder / "clients.csv", folder / "merged.yaml"
        table.write_text("\n".join(["name", *(f"Client {n}" for n in range(count))]) + "\n", encoding="utf-8")
        text = BRIEF.read_text(encoding="utf-8").replace("here with force", "here with force, for {{ client.name }}", 1)
        brief.write_text(text, encoding="utf-8")
        build_for_clients(brief, table, out=folder / "out", only=["deck"])


if __name__ == "__main__":
    {"slides": slides, "clients": clients}[sys.argv[1]](int(sys.argv[2]))
    own, workers = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    work = sum(use.ru_utime + use.ru_stime for use in (own, workers))
    print(work, max(own.ru_maxrss, workers.ru_maxrss) / 1024)
