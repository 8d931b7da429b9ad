"""Work on every core: jobs in forked processes where the system has them and several cores, else one by one here."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, ParamSpec, Self, TypeVar

from ..core.diagnostics import Refused
from ..core.process import end_with, limit_memory, unstopped
from ..core.unforeseen import Unforeseen

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future, ProcessPoolExecutor

MOST_MEMORY = 4 * 2**30  # bytes of address space that a worker may take beside what it is forked with
ROOM = 256 * 2**20  # bytes of address space that the threads of a pool may reserve
P = ParamSpec("P")
R = TypeVar("R")
PATIENCE = 2.0  # seconds between two looks whether a result can still come


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
        self.elsewhere = executor is not None
        self._first, self._apart = first, apart
        self._own: ProcessPoolExecutor | None = None
        self._pool = executor

    def __enter__(self) -> Self:
        # a fork beside running threads may deadlock, and macOS frameworks do not survive one
        alone = sys.platform == "linux" and threading.active_count() == 1
        if self._pool is None and self.jobs > 1 and alone and _has_room():
            self._pool = self._own = _forked(self.jobs - (not self._apart), self._first)
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
            return partial(_result, self._pool.submit(partial(_guarded, job), *arguments, **named), self._own)
        return cache(partial(job, *arguments, **named))


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _has_room() -> bool:
    """Whether the limit of this process on its address space, if it has one, leaves room for the threads of a pool."""
    import resource  # no part of Python on Windows

    limit = resource.getrlimit(resource.RLIMIT_AS)[0]
    if limit == resource.RLIM_INFINITY:
        return True
    return limit - _address_space() >= ROOM


def _address_space() -> int:
    """Bytes that this process has of it."""
    import resource  # no part of Python on Windows

    return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()


def _forked(count: int, first: str | None) -> ProcessPoolExecutor | None:
    """A pool of processes, forked already; None where the system has no room for them, and work is done here."""
    pool = None
    try:
        # a help text or a single job needs no pool
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        with unstopped():  # or a stop would find workers that cannot answer it yet
            pool = ProcessPoolExecutor(count, get_context("fork"), _start, (os.getpid(), first))
            pool.submit(_started)  # the pool forks with its first job
    except (OSError, ImportError, NotImplementedError, RuntimeError):  # too few files or threads; no semaphores
        _kill(pool)
        return None
    return pool


def _result(future: Future[R], pool: ProcessPoolExecutor | None) -> R:
    """Wait for a result; where memory ran out for a thread of the pool itself, it would never come."""
    while True:
        try:
            return future.result(timeout=PATIENCE)
        except TimeoutError:
            if future.done():  # it was the job that raised this
                raise
            feeder = getattr(getattr(pool, "_call_queue", None), "_thread", None)
            threads = (feeder, getattr(pool, "_executor_manager_thread", None))
            if any(thread is not None and not thread.is_alive() for thread in threads):
                _kill(pool)
                raise MemoryError from None


def _kill(pool: ProcessPoolExecutor | None) -> None:
    for process in list((getattr(pool, "_processes", None) or {}).values()):
        process.kill()


def _guarded(job: Callable[P, R], *arguments: P.args, **named: P.kwargs) -> R:
    """Do a job in a worker. An unexpected exception becomes text there, since not every exception can be sent."""
    try:
        return job(*arguments, **named)
    except (Refused, MemoryError, OSError):
        raise
    except Exception as error:
        raise Unforeseen.of(error) from None


def _call(name: str, *arguments: Any) -> Any:
    module, _, function = name.partition(":")
    return getattr(import_module(module), function)(*arguments)


def _start(parent: int, name: str | None) -> None:
    end_with(parent)
    with suppress(Exception):  # where the system has no such limit, the steps of templates bound them alone
        bound_memory()
    # a worker that could not start would break the pool; what is wrong shows in its first job
    if name:
        with suppress(Exception):
            _call(name)


def bound_memory(more: int = MOST_MEMORY) -> None:
    """From here on this process gets so many bytes more, then MemoryError; a stricter limit stays."""
    limit_memory(_address_space() + more)


def _started() -> None:
    pass
