"""A mail-merge on other machines: workers that lack everything make the same bytes, whichever of them is killed."""

import hashlib
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PIL import Image

import briefwright
from briefwright.pipeline import parcel
from briefwright.pipeline.parcel import Missing, Packer
from briefwright.text.fonts import font, root_of, use_packages
from briefwright.theme.read import read_theme
from tests.editions import CHECKOUT

README = (CHECKOUT / "README.md").read_text(encoding="utf-8")
ROWS = 6


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A brief with a logo, a theme of the project, an audience beside the brief, and a table of clients with logos."""
    folder = tmp_path / "project"
    (folder / "briefs" / "templates" / "audiences").mkdir(parents=True)
    (folder / "templates" / "themes").mkdir(parents=True)
    [text] = re.findall(r"```yaml\n(briefwright: 1\n.*?)```", README, re.DOTALL)
    (folder / "briefs" / "tea.yaml").write_text(f"{text}client: {{name: One, logo: logo.png}}\n", encoding="utf-8")
    Image.new("RGB", (60, 30), "#0B5D57").save(folder / "briefs" / "logo.png")
    Image.new("RGB", (40, 30), "#A24A17").save(folder / "row.png")
    audience = "extends: executive\ntitle: Buyers\ntheme: green\n"
    (folder / "briefs" / "templates" / "audiences" / "buyers.yaml").write_text(audience, encoding="utf-8")
    theme = 'extends: paper\ntitle: Green\ncolours: {accent: "#0B5D57", accent_tint: "#DCE9E4"}\n'
    (folder / "templates" / "themes" / "green.yaml").write_text(theme, encoding="utf-8")
    rows = "".join(f"client-{n},Client {n},{'row.png' if n == 3 else ''}\n" for n in range(ROWS))
    (folder / "clients.csv").write_text(f"id,name,logo\n{rows}", encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def merged(out: str, executor: Executor | str | None = None, brief: str | Path = "briefs/tea.yaml") -> Any:
    return briefwright.build_for_clients(
        brief, "clients.csv", ["buyers"], out, only=["deck", "handouts"], executor=executor
    )


def hashes(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture
def pool(tmp_path: Path) -> Iterator[ProcessPoolExecutor]:
    """A process that starts anew, in a folder of its own with a theme that is not to be used."""
    away = tmp_path / "away"
    (away / "templates" / "themes").mkdir(parents=True)
    (away / "templates" / "themes" / "green.yaml").write_text("extends: night\n", encoding="utf-8")
    with ProcessPoolExecutor(1, get_context("spawn"), os.chdir, (away,)) as executor:
        yield executor


@pytest.mark.slow
@pytest.mark.parametrize("whole", [False, True])
def test_a_worker_that_has_no_file_of_the_run_makes_the_same_bytes(
    whole: bool, project: Path, pool: ProcessPoolExecutor
) -> None:
    brief = project / "briefs" / "tea.yaml" if whole else "briefs/tea.yaml"
    merged("here")
    result = merged("there", pool, brief)
    assert (result.built, result.refused) == (ROWS, 0)
    assert hashes(project / "there") == hashes(project / "here")


def test_a_font_package_that_a_worker_lacks_is_asked_for_and_used(project: Path) -> None:
    theme = read_theme("paper")
    packer = Packer(Path("briefs/tea.yaml"), [theme], [])
    other = replace(packer.parcel, fonts={"fontpkg-lacking": packer.parcel.fonts["fontpkg-arimo"]}, small={})
    with parcel.unpacked(other, {}) as missing:
        assert isinstance(missing, Missing)
        assert set(missing.hashes) >= set(other.fonts["fontpkg-lacking"].values())
    sent = packer.bytes_of(missing)
    try:
        with parcel.unpacked(other, sent) as missing:
            assert missing is None
            root = root_of("fontpkg-lacking")
            assert root is not None
            assert root.is_relative_to(Path.cwd())
            face = replace(theme.fonts.body, package="fontpkg-lacking")
            assert font(face).path.is_relative_to(root)
    finally:
        use_packages({})


def test_other_versions_are_refused_by_name(project: Path) -> None:
    packed = Packer(Path("briefs/tea.yaml"), [], []).parcel
    older = replace(packed, versions={**packed.versions, "reportlab": "1.0"})
    with pytest.raises(briefwright.Refused, match=r"BW747.*reportlab is .*, not 1\.0"), parcel.unpacked(older, {}):
        pass


class Broken(Executor):
    """It takes one job and then breaks."""

    def __init__(self) -> None:
        self.jobs = 0

    def submit(self, fn: Any, /, *arguments: Any, **named: Any) -> Future[Any]:
        self.jobs += 1
        if self.jobs > 2:
            raise BrokenExecutor("no more")
        future: Future[Any] = Future()
        future.set_exception(BrokenExecutor("gone"))
        return future


def test_rows_of_an_executor_that_breaks_are_made_here(project: Path) -> None:
    assert merged("there", Broken()).built == ROWS


def test_a_bad_row_is_told_and_the_others_are_built(project: Path, pool: ProcessPoolExecutor) -> None:
    table = project / "clients.csv"
    table.write_text("id,name,theme\none,One,\ntwo,Two,nothing\nthree,Three,\n", encoding="utf-8")
    result = merged("there", pool)
    assert (result.built, result.refused) == (2, 1)
    assert [d.span.line for d in result.diagnostics if d.code == "BW501" and d.span] == [3]


@pytest.mark.parametrize("address", ["tcp://localhost:1", "dask://localhost"])
def test_an_address_that_is_none_is_refused(address: str, project: Path) -> None:
    with pytest.raises(briefwright.Refused, match="BW746"):
        merged("there", address)


CLUSTER = """
import sys
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        print(cluster.scheduler_address.removeprefix("tcp://"), flush=True)
        pids = [worker.process.process.pid for worker in cluster.workers.values()]
        print(*pids, flush=True)
        sys.stdin.read()
"""


@pytest.mark.slow
def test_a_cluster_makes_the_same_bytes_with_a_worker_killed_midway(project: Path, tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    merged("here")
    away = tmp_path / "away"
    away.mkdir()
    (away / "cluster.py").write_text(CLUSTER, encoding="utf-8")
    cluster = subprocess.Popen(
        [sys.executable, "cluster.py"], cwd=away, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT / "src")},
    )  # fmt: skip
    assert cluster.stdin
    assert cluster.stdout
    with cluster:
        address, pids = cluster.stdout.readline().strip(), cluster.stdout.readline().split()
        killed: list[int] = []

        def landed(path: Path) -> None:
            if not killed:
                killed.append(int(pids[0]))
                os.kill(killed[0], signal.SIGKILL)

        result = briefwright.build_for_clients(
            "briefs/tea.yaml", "clients.csv", ["buyers"], "there", only=["deck", "handouts"],
            executor=f"dask://{address}", landed=landed,
        )  # fmt: skip
        cluster.stdin.close()
    assert killed
    assert (result.built, result.refused, result.faults) == (ROWS, 0, ()), result.diagnostics
    assert hashes(project / "there") == hashes(project / "here")
