"""Cases without end: ``python -m tests.fuzz CASES [SEED]`` prints what came of each kind, and each that fell.

A case falls when an exception comes out of it, when it hangs, when it reaches out of its folder, or when what is told
of it has no place or is longer than a person reads.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from briefwright.core.diagnostics import Diagnostic, Refused
from tests.fuzz.kinds import KINDS, Kind
from tests.fuzz.watch import Escape, Hang, bound_memory, watched

LONGEST = 500  # characters of a message, and of a hint
MEMORY = 6 * 2**30
COLUMNS = ("cases", "used", "refused", "longest", "tracebacks", "hangs", "escapes", "untold")


class Fallen(Exception):
    """What came of a case that should not; ``how`` is the column that counts it."""

    def __init__(self, how: str, trace: str) -> None:
        super().__init__(trace)
        self.how = how


def tried(kind: Kind, seed: int, root: Path) -> tuple[bool, int]:
    """Whether what a case holds was used, and the longest message. Raises Fallen."""
    folder = root / "outer" / "case"
    shutil.rmtree(root / "outer", ignore_errors=True)
    folder.mkdir(parents=True)
    used = True
    try:
        with watched(folder):
            told = tuple(kind.case(folder, seed))
    except Refused as refused:
        told, used = refused.diagnostics, False
    except Escape:
        raise Fallen("escapes", traceback.format_exc()) from None
    except Hang:
        raise Fallen("hangs", traceback.format_exc()) from None
    except Exception:
        raise Fallen("tracebacks", traceback.format_exc()) from None
    if beside := [path for path in (root / "outer").iterdir() if path != folder]:
        raise Fallen("escapes", f"{beside} beside the case")
    for fault in told:
        if why := untold(fault):
            raise Fallen("untold", f"{why}: {fault!r}"[:2_000])
    return used, max((len(fault.message) for fault in told), default=0)


def untold(fault: Diagnostic) -> str | None:
    """What is wrong with a diagnostic itself."""
    if len(fault.message) > LONGEST or len(fault.hint or "") > LONGEST:
        return "too long"
    if fault.span is None or not fault.span.file:
        return "without a place"
    return "prints an object" if " object at 0x" in str(fault) else None


def seeds(cases: int, first: int) -> Iterator[tuple[str, int]]:
    """The kinds with a seed each: of every thousand cases as many of each kind as its share, mixed."""
    shares = {name: kind.share for name, kind in KINDS.items()}
    whole = sum(shares.values())
    owed = Counter[str]()
    for number in range(cases):
        for name, share in shares.items():
            owed[name] += share
        name = max(owed, key=lambda one: owed[one])
        owed[name] -= whole
        yield name, first + number


def report(counts: dict[str, Counter[str]]) -> str:
    rows = [("kind", *COLUMNS), *((name, *(str(count[key]) for key in COLUMNS)) for name, count in counts.items())]
    total = [str((max if key == "longest" else sum)(count[key] for count in counts.values())) for key in COLUMNS]
    return "\n".join(f"{row[0]:24}" + "".join(f"{cell:>12}" for cell in row[1:]) for row in [*rows, ("all", *total)])


def main(cases: int, first: int = 0) -> int:
    bound_memory(MEMORY)
    counts = {name: Counter[str]() for name in KINDS}
    fell = 0
    with tempfile.TemporaryDirectory(prefix="fuzz-") as root:
        os.environ["XDG_CACHE_HOME"] = f"{root}/cache"
        for number, (name, seed) in enumerate(seeds(cases, first), start=1):
            count = counts[name]
            count["cases"] += 1
            try:
                used, longest = tried(KINDS[name], seed, Path(root))
                count["used" if used else "refused"] += 1
                count["longest"] = max(longest, count["longest"])
            except Fallen as fallen:
                count[fallen.how] += 1
                fell += 1
                sys.stderr.write(f"--- {name}, seed {seed}: {fallen.how}\n{fallen}\n")
            if number % 5_000 == 0:
                sys.stderr.write(f"{report(counts)}\n\n")
                sys.stderr.flush()
    sys.stdout.write(report(counts) + "\n")
    return min(fell, 1)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
