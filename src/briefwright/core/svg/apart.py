"""A function of a library that may end its process, such as one that finds no memory: done in a process of its own."""

from __future__ import annotations

import faulthandler
import os
import warnings
from collections.abc import Callable
from typing import NoReturn

from ..process import limit_memory

MOST_MEMORY = 6 * 2**30  # bytes of address space, of which Python and its libraries take less than one


def apart(make: Callable[[], bytes]) -> bytes | None:
    """What ``make`` gives; None where it failed or its process ended otherwise. Nothing that it prints is seen."""
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of threads: the child waits for none of theirs
        child = os.fork()
    if not child:
        os.close(reading)
        _give(make, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        made = pipe.read()
    return made if os.waitpid(child, 0)[1] == 0 else None


def _give(make: Callable[[], bytes], writing: int) -> NoReturn:
    try:
        faulthandler.disable()  # it would print on an output of its own
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        limit_memory(MOST_MEMORY)
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(make())
        os._exit(0)
    finally:  # whatever it was
        os._exit(1)
