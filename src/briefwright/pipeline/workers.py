"""Work on every core: jobs in forked processes where the system has them and several cores, else one by one here."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import cache, partial
from importlib import import_module
from types import TracebackType
from typing import TYPE_CHECKING, Any, ParamSpec, Self, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Executor, ProcessPoolExecutor

P = ParamSpec("P")
R = TypeVar("R")


class Workers:
    """At most ``jobs`` processes, one a core when None: this one and its workers, or ``apart`` from this one, where it
    only hands out. With one, or where no process can be forked safely, a job is done in this process when its result
    is asked for. An ``executor`` of one's own takes their place; it is left open.

    Each worker starts by calling ``first`` (``module:function``), while this process still prepares their work.
    """

    def __init__(
        self,
        jobs: int | None = None,
        first: str | None = None,
        *,
        apart: bool = False,
        executor: Executor | None = None,
    ) -> None:
        self.jobs = jobs or _cores()
        self._first, self._apart = first, apart
        self._own: ProcessPoolExecutor | None = None
        self._pool = executor

    def __enter__(self) -> Self:
        # a fork beside running threads may deadlock, and macOS frameworks do not survive one
        if self._pool is None and self.jobs > 1 and sys.platform == "linux" and threading.active_count() == 1:
            # a help text or a single job needs no pool
            from concurrent.futures import ProcessPoolExecutor
            from multiprocessing import get_context

            count = self.jobs - (not self._apart)
            self._pool = self._own = ProcessPoolExecutor(count, get_context("fork"), _first, (self._first,))
            self._pool.submit(_started)  # the pool forks with its first job
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._own:
            self._own.shutdown(cancel_futures=True)

    def call(self, name: str, *arguments: Any) -> Callable[[], Any]:
        """Hand in a function by its name, ``module:function``: its module is loaded only where the work is done."""
        return self.submit(_call, name, *arguments)

    def submit(self, job: Callable[P, R], *arguments: P.args, **named: P.kwargs) -> Callable[[], R]:
        """Hand in a job. Calling what comes back waits for its result, or raises what the job raised."""
        if self._pool:
            return self._pool.submit(job, *arguments, **named).result
        return cache(partial(job, *arguments, **named))


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _call(name: str, *arguments: Any) -> Any:
    module, _, function = name.partition(":")
    return getattr(import_module(module), function)(*arguments)


def _first(name: str | None) -> None:
    # a worker that could not start would break the pool; what is wrong shows in its first job
    if name:
        with suppress(Exception):
            _call(name)


def _started() -> None:
    pass
