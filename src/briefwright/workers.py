"""Work on every core: jobs in forked processes where the system has them and several cores, else one by one here."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from importlib import import_module
from types import TracebackType
from typing import TYPE_CHECKING, Any, ParamSpec, Self, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

P = ParamSpec("P")
R = TypeVar("R")


class Workers:
    """At most ``jobs`` processes, one a core when None: this one and its workers. With one, or where no process can be
    forked safely, a job is done in this process when its result is asked for."""

    def __init__(self, jobs: int | None = None) -> None:
        self.jobs = jobs or _cores()
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        # a fork beside running threads may deadlock, and macOS frameworks do not survive one
        if self.jobs > 1 and sys.platform == "linux" and threading.active_count() == 1:
            # a help text or a single job needs no pool
            from concurrent.futures import ProcessPoolExecutor
            from multiprocessing import get_context

            self._pool = ProcessPoolExecutor(self.jobs - 1, get_context("fork"))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def load(self, *modules: str) -> None:
        """Let the processes import these modules now, while this one still prepares their work."""
        if self._pool:
            for module in modules:
                self._pool.submit(_load, module)

    def call(self, name: str, *arguments: Any) -> Callable[[], Any]:
        """Hand in a function by its name, ``module:function``: its module is loaded only where the work is done."""
        return self.submit(_call, name, *arguments)

    def submit(self, job: Callable[P, R], *arguments: P.args, **named: P.kwargs) -> Callable[[], R]:
        """Hand in a job. Calling what comes back waits for its result, or raises what the job raised."""
        if self._pool:
            return self._pool.submit(job, *arguments, **named).result
        return lambda: job(*arguments, **named)


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _call(name: str, *arguments: Any) -> Any:
    module, _, function = name.partition(":")
    return getattr(import_module(module), function)(*arguments)


def _load(module: str) -> None:
    import_module(module)
