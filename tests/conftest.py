"""What every test may ask for: the checkout, the reference folder beside it, steady property tests."""

import difflib
import gc
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, settings

from briefwright.cli import main
from tests import office_fonts
from tests.editions import once, shared_root

T = TypeVar("T")

# The same examples on every run, and no clock: two busy cores must not turn a test red.
settings.register_profile(
    "full", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.register_profile("steady", settings.get_profile("full"), max_examples=32)
settings.register_profile("quick", settings.get_profile("full"), max_examples=10)
settings.load_profile("steady")

FEW = 2  # rows of a table of tests that are always run


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--share", type=float, default=1.0, help="the share of the rows of each table of tests: 0.1")
    parser.addoption("--seed", default="1", help="which rows --share takes")
    parser.addoption("--full", action="store_true", help="run the tests marked full, and every row and example")
    parser.addoption("--update-scenes", action="store_true", help="write the goldens under tests/scenes anew")


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile(
        "full" if config.getoption("--full") else "quick" if config.getoption("--share") < 1 else "steady"
    )
    gc.set_threshold(100_000)  # as the command has it: a search for garbage among all that tests keep takes long


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    gc.freeze()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is marked ``full``, and of the rows of each parametrised test all but a share, or the number that
    ``exhaustive`` states."""
    share, seed, full = config.getoption("--share"), config.getoption("--seed"), config.getoption("--full")
    tables: dict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        if full or item.get_closest_marker("full") is None:
            tables[item.nodeid.partition("[")[0]].append(item)
    kept: set[int] = set()
    for name, rows in tables.items():
        marker = None if full else rows[0].get_closest_marker("exhaustive")
        most = min(len(rows), marker.args[0]) if marker else len(rows)
        kept.update(map(id, Random(f"{seed} {name}").sample(rows, max(min(most, FEW), round(share * most)))))
    config.hook.pytest_deselected(items=[item for item in items if id(item) not in kept])
    items[:] = [item for item in items if id(item) in kept]


@pytest.fixture(scope="session", autouse=True)
def _own_cache_and_fonts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing is kept in the cache of whoever runs the tests, and an office sees no font of the machine."""
    fonts = once(shared_root(tmp_path_factory.getbasetemp()) / "fonts", office_fonts.write)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("FONTCONFIG_FILE", str(fonts / "fonts.conf"))
        yield


@pytest.fixture(scope="session")
def some(request: pytest.FixtureRequest) -> Callable[[Sequence[T], int], list[T]]:
    """``some(every, 4)``: four of them, drawn by ``--seed``, in their order; with ``--full`` all."""

    def drawn(every: Sequence[T], most: int) -> list[T]:
        if request.config.getoption("--full") or most >= len(every):
            return list(every)
        places = Random(request.config.getoption("--seed")).sample(range(len(every)), most)
        return [every[place] for place in sorted(places)]

    return drawn


CHECKOUT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The top folder of the project."""
    return CHECKOUT


@dataclass(frozen=True)
class Said:
    """What a command answered: its exit code, what it printed, what it complained of."""

    code: int
    out: str
    err: str


@pytest.fixture
def briefwright(capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """The command line, in this process: ``briefwright("build", path)``."""

    def command(*arguments: object) -> Said:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        told = capsys.readouterr()
        return Said(code, told.out, told.err)

    return command


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the reference material beside the checkout; without it the test is skipped."""
    folder = CHECKOUT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the reference folder ../shared is not beside the checkout")
    return folder


@pytest.fixture
def hold(request: pytest.FixtureRequest):
    """Hold a text to its golden; a difference is shown as a diff, with the way to accept it."""

    def to(name: str, text: str) -> None:
        path = CHECKOUT / "tests" / "scenes" / name
        if request.config.getoption("--update-scenes"):
            path.write_text(text, encoding="utf-8")
            return
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        if old == text:
            return
        diff = list(difflib.unified_diff(old.splitlines(), text.splitlines(), "as it was", "now", lineterm="", n=1))
        shown = "\n".join(diff[:80] + ([f"… and {len(diff) - 80} more lines"] if len(diff) > 80 else []))
        pytest.fail(f"{name} differs; if it is meant, run pytest with --update-scenes\n{shown}", False)

    return to
