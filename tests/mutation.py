"""A seeded sample of small faults put into the source, one at a time, to the share of them that the tests see.

    python -m tests.mutation [--count 60] [--seed 1] [--only forms]

A mutant changes one comparison, operator, condition or constant. The goldens run first, then the tests that mirror the
room of the mutant, then the tests at the top. A mutant that no test sees survives; it is listed with its line.
"""

import argparse
import ast
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

CHECKOUT = Path(__file__).resolve().parents[1]
SOURCE = Path("src/briefwright")
COPIED = ("src", "tests", "templates", "briefs", "docs", "output", "README.md", "CHANGELOG.md", "Makefile", "LICENSE")
GOLDENS = ("tests/test_scenes.py", "tests/forms/test_examples.py", "tests/test_written.py", "tests/test_cases.py")
TOP = ("tests/test_editions.py", "tests/test_cli.py", "tests/test_docs.py")
SECONDS = 600  # of work, not of the clock: a mutant that keeps the tests busy for longer hangs, and is seen
WAITS = 3_600  # by the clock, for one that hangs without working
SENTENCES = "core/catalogue"  # words for users: that each has a test is held by tests/core/test_messages.py
COMPARED = {
    ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">", ast.Eq: "!=", ast.NotEq: "==",
    ast.In: "not in", ast.NotIn: "in", ast.Is: "is not", ast.IsNot: "is",
}  # fmt: skip
WRITTEN = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
    ast.In: "in", ast.NotIn: "not in", ast.Is: "is", ast.IsNot: "is not",
}  # fmt: skip
REPLACED = {
    ast.Add: ("+", "-"), ast.Sub: ("-", "+"), ast.Mult: ("*", "/"), ast.Div: ("/", "*"), ast.FloorDiv: ("//", "*"),
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """One change: the characters from ``start`` to ``end`` of a file, in bytes, become ``new``."""

    path: Path
    line: int
    start: int
    end: int
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.old!r} becomes {self.new!r}"


def mutants(path: Path) -> Iterator[Mutant]:
    """Every mutant of one file, in the order of its lines."""
    data = (CHECKOUT / path).read_bytes()
    starts = [0]
    for line in data.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))

    def at(node: ast.expr) -> tuple[int, int]:
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return starts[node.lineno - 1] + node.col_offset, starts[node.end_lineno - 1] + node.end_col_offset

    def between(left: ast.expr, right: ast.expr, old: str, new: str) -> Iterator[Mutant]:
        first, last = at(left)[1], at(right)[0]
        place = data[first:last].find(old.encode())
        if place >= 0:
            start = first + place
            yield Mutant(path, data[:start].count(b"\n") + 1, start, start + len(old), old, new)

    for node in _code(ast.parse(data)):
        match node:
            case ast.Compare(ops=[op], comparators=[right]):
                yield from between(node.left, right, WRITTEN[type(op)], COMPARED[type(op)])
            case ast.BinOp() if type(node.op) in REPLACED and not _joins_text(node):
                yield from between(node.left, node.right, *REPLACED[type(node.op)])
            case ast.BoolOp(values=[left, right, *_]):
                old, new = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
                yield from between(left, right, old, new)
            case ast.UnaryOp(op=ast.Not()):
                start, _ = at(node)
                yield Mutant(path, node.lineno, start, start + len("not "), "not ", "")
            case ast.Constant() if (new := _other(node.value)) is not None:
                start, end = at(node)
                yield Mutant(path, node.lineno, start, end, data[start:end].decode(), new)
            case _:
                pass


def _code(tree: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a file that do something: no annotation, no text of an f-string, no docstring, no name of what a
    module offers, and not that a class is frozen, which the types hold."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Assign) and [ast.unparse(target) for target in node.targets] == ["__all__"]:
            continue
        if isinstance(tree, ast.ClassDef) and isinstance(node, ast.keyword):
            continue
        if isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
            continue
        if isinstance(node, ast.AnnAssign):
            if node.value is not None:
                yield from _code(ast.Expression(node.value))
                yield node.value
            continue
        if node in (getattr(tree, "annotation", None), getattr(tree, "returns", None)):
            continue
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            continue
        yield node
        yield from _code(node)


def _joins_text(node: ast.BinOp) -> bool:
    return any(isinstance(part, ast.JoinedStr) or _is_text(part) for part in (node.left, node.right))


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _other(value: object) -> str | None:
    """Another constant of the kind, or None where there is nothing to change."""
    match value:
        case bool():
            return str(not value)
        case int():
            return str(value + 1)
        case float():
            return repr(round(value * 1.5 + 1, 4))
        case str() if value.isidentifier():
            return f'"{value}_"'
        case _:
            return None


def sample(count: int, seed: int, only: str) -> list[Mutant]:
    """So many mutants, each from a line drawn at random of all lines that can have one."""
    paths = [path.relative_to(CHECKOUT) for path in sorted((CHECKOUT / SOURCE / only).rglob("*.py"))]
    every = [one for path in paths if SENTENCES not in path.as_posix() for one in mutants(path)]
    return random.Random(seed).sample(every, min(count, len(every)))


def seen_by(mutant: Mutant, copy: Path) -> str | None:
    """The test that sees the mutant in a copy of the checkout; None when it survives."""
    path = copy / mutant.path
    whole = path.read_bytes()
    path.write_bytes(whole[: mutant.start] + mutant.new.encode() + whole[mutant.end :])
    try:
        for tests in _nearby(mutant.path, copy):
            if found := _failing(tests, copy):
                return found
        return None
    finally:
        path.write_bytes(whole)


def _nearby(path: Path, copy: Path) -> Iterator[list[str]]:
    """The tests that may see a mutant, the fastest first: goldens, those of its file, of its room, those at the top."""
    inner = path.relative_to(SOURCE)
    yield list(GOLDENS)
    own = Path("tests") / inner.parent / f"test_{inner.name}"
    if (copy / own).exists() and inner.parent != Path():
        yield [str(own)]
    room = Path("tests") / inner.parts[0]
    if (copy / room).is_dir():
        yield [str(room)]
    yield list(TOP)


def _failing(tests: list[str], copy: Path) -> str | None:
    command = [sys.executable, "-m", "pytest", "-x", "-q", "--no-header", "-p", "no:cacheprovider"]
    command += ["-m", "not slow", *tests]
    env = {**os.environ, "PYTHONPATH": str(copy / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            command, cwd=copy, env=env, capture_output=True, text=True, timeout=WAITS, check=False, preexec_fn=_bounded
        )
    except subprocess.TimeoutExpired:
        return "a test that hangs"
    if done.returncode == 0:
        return None
    lines = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return lines[0] if lines else (done.stdout + done.stderr).strip()[-200:]


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def run(chosen: list[Mutant], jobs: int) -> list[Mutant]:
    """The mutants that survive; each result is printed as it comes."""
    survivors = []
    with tempfile.TemporaryDirectory() as folder:
        copies: SimpleQueue[Path] = SimpleQueue()
        for number in range(jobs):
            copy = Path(folder) / str(number)
            for name in COPIED:
                source = CHECKOUT / name
                if source.is_dir():
                    shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__", "china-llm"))
                elif source.exists():
                    shutil.copy(source, copy / name)
            shutil.copy(CHECKOUT / "pyproject.toml", copy)
            copies.put(copy)

        def tried(mutant: Mutant) -> tuple[Mutant, str | None]:
            copy = copies.get()
            try:
                return mutant, seen_by(mutant, copy)
            finally:
                copies.put(copy)

        with ThreadPoolExecutor(jobs) as pool:
            for number, (mutant, found) in enumerate(pool.map(tried, chosen), start=1):
                print(f"{number:>3}  {'seen    ' if found else 'SURVIVES'}  {mutant}", flush=True)
                if not found:
                    survivors.append(mutant)
    return survivors


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="a room of the package, such as forms or write/pdf")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--least", type=float, default=0.8, help="the share that has to be seen")
    options = parser.parse_args()
    chosen = sample(options.count, options.seed, options.only)
    survivors = run(chosen, options.jobs)
    share = 1 - len(survivors) / max(len(chosen), 1)
    print(f"{len(chosen) - len(survivors)} of {len(chosen)} mutants were seen ({share:.0%}); seed {options.seed}")
    for mutant in survivors:
        print(f"  {mutant}")
    return 0 if share >= options.least else 1


if __name__ == "__main__":
    raise SystemExit(main())
