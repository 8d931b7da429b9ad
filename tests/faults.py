"""Builds killed while they land: ``python -m tests.faults FOLDER TIMES SEED`` tells what is wrong.

Each time a build lands, a second one is killed (in a process of its own, at a step of its landing or in the midst of a
file), at times the one that undoes it is killed, too, or somebody edits a file meanwhile; then a third one lands.
"""

import hashlib
import json
import os
import sys
from collections import Counter
from pathlib import Path
from random import Random

from briefwright.core import landing
from briefwright.core.landing import Disk
from briefwright.pipeline import manifest
from briefwright.pipeline.build import Built, land
from briefwright.pipeline.editions import Order, Output

FOLDERS = ("full", "executive.de")
NAMES = ("deck.pptx", "slides.pdf", "leave-behind.pdf", "one-pager.pdf", "script.pdf")
KILLED = 137
STEPS = ("check", "make", "write", "keep", "move", "remove", "remove_folder")


class Dying(Disk):
    """A disk that ends the process before, in the midst of or after one step; without a step it counts them."""

    def __init__(self, last: int = 0, when: str = "before") -> None:
        self.steps: list[str] = []
        for name in STEPS:
            setattr(self, name, self._dying(name, last, when))

    def _dying(self, name: str, last: int, when: str):
        def step(path: Path, *more: object) -> None:
            self.steps.append(name)
            dies = len(self.steps) == last
            if dies and when == "amid" and name == "write":
                path.write_bytes(more[0][: len(more[0]) // 2])
            if dies and when != "after":
                os._exit(KILLED)
            getattr(Disk, name)(self, path, *more)
            if dies:
                os._exit(KILLED)

        return step


def everything_under(folder: Path) -> dict[str, bytes | None]:
    """Every path below a folder with its bytes; None for a folder."""
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() if p.is_file() else None for p in sorted(folder.rglob("*"))
    }


def build(root: Path, contents: dict[str, dict[str, bytes]]) -> Built:
    outputs = []
    for folder, files in contents.items():
        hashes = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
        listed = json.dumps({"format": manifest.FORMAT, "files": hashes, "slides": {}}).encode()
        outputs.append(Output(folder, {**files, manifest.NAME: listed}, (), ()))
    return land(root, outputs, Order(Path("brief.yaml")))


def dies(disk: Disk, root: Path, contents: dict[str, dict[str, bytes]]) -> bool:
    """Whether a build on that disk was killed."""
    process = os.fork()
    if process == 0:
        landing.DISK = disk
        try:
            build(root, contents)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == KILLED


def steps(root: Path, before: dict, after: dict) -> list[str]:
    """The steps that the landing of ``after`` over ``before`` takes."""
    build(root, before)
    landing.DISK = disk = Dying()
    build(root, after)
    landing.DISK = Disk()
    return disk.steps


def once(root: Path, lot: Random) -> tuple[Counter[str], list[str]]:
    """One kill: what came of it, and what is wrong after it."""
    first, second, third = (
        {
            folder: {name: f"{word} {folder} {name}".encode() * lot.randint(1, 99) for name in NAMES}
            for folder in FOLDERS
        }
        for word in ("first", "second", "third")
    )
    for folder in FOLDERS:  # some files are new, some stay as they are
        first[folder] = {name: first[folder][name] for name in NAMES if lot.random() < 0.7}
        second[folder] |= {name: data for name, data in first[folder].items() if lot.random() < 0.2}
    if lot.random() < 0.2:
        first = {}
    taken = steps(root / "counted", first, second)
    moves = [number for number, name in enumerate(taken, start=1) if name == "move"]
    last = lot.choice(moves) if lot.random() < 0.5 else lot.randint(1, len(taken))
    root = root / "tea"
    build(root, first)
    seen: Counter[str] = Counter()
    wrong = []
    while not dies(Dying(last, lot.choice(("before", "amid", "after"))), root, second):
        last -= 1  # what was counted ended after it
    seen["killed"] += 1

    found = state(root)
    olds = {f"{folder}/{name}": data for folder, files in first.items() for name, data in files.items()}
    news = {f"{folder}/{name}": data for folder, files in second.items() for name, data in files.items()}
    wrong += [
        f"{path} is neither old nor new" for path, data in found.items() if data not in (olds.get(path), news[path])
    ]
    changed = {path for path in news if olds.get(path) != news[path]}
    seen["mixed"] += len({found.get(path) == news[path] for path in changed}) == 2
    if lot.random() < 0.3 and dies(Dying(lot.randint(1, 12)), root, third):
        seen["twice"] += 1
    if found and lot.random() < 0.3:
        path = lot.choice(sorted(found))
        (root / path).write_bytes(b"edited")
        seen["edited"] += 1
        told = build(root, third)
        if not told.failed or not {d.code for d in told.diagnostics} & {"BW702", "BW709", "BW711"}:
            wrong.append(f"the edited {path} is not told")
        if state(root).get(path) != b"edited":
            wrong.append(f"the edited {path} is lost")
        (root / path).unlink(missing_ok=True)
    told = build(root, third)
    seen["undone"] += any(d.code == "BW731" for d in told.diagnostics)
    if told.failed:
        wrong.append(f"the next build is refused: {told.diagnostics}")
    left = {path: data for path, data in everything_under(root).items() if manifest.NAME not in path}
    expected = {f"{folder}/{name}": data for folder, files in third.items() for name, data in files.items()}
    if left != {**dict.fromkeys(FOLDERS), **expected}:
        wrong.append(f"left behind or wrong: {sorted(left.keys() ^ {*FOLDERS, *expected})}")
    return seen, wrong


def state(root: Path) -> dict[str, bytes]:
    paths = [root / folder / name for folder in FOLDERS for name in NAMES]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths if path.exists()}


def main(folder: str, times: str, seed: str) -> None:
    seen: Counter[str] = Counter()
    wrong: list[str] = []
    for number in range(int(times)):
        told, faults = once(Path(folder) / str(number), Random(f"{seed} {number}"))
        seen += told
        wrong += [f"{number}: {fault}" for fault in faults]
    sys.stdout.write(
        json.dumps({**{key: seen[key] for key in ("killed", "mixed", "twice", "edited", "undone")}, "wrong": wrong})
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
