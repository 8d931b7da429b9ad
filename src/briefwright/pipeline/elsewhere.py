"""The rows of a run by an executor whose workers may be on other machines: they are sent what they lack, once each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from ..brief.clients import ClientRow
from ..core.diagnostics import Diagnostic, Refused
from ..core.messages import diagnose
from .editions import Order, Output
from .parcel import Missing, Packer, Parcel, packed_here, unpacked
from .workers import Workers

Outputs = list[Output | Refused]
Make = Callable[[Order, ClientRow, str], Outputs]
SCHEME = "dask://"
PATIENCE = 20  # seconds that a scheduler and its first worker may take to answer


class Elsewhere:
    """Hands the rows of a run in, and takes their files home. Where the executor breaks, a row is made here."""

    def __init__(self, order: Order, packer: Packer, run: str, workers: Workers, make: Make) -> None:
        self._order, self._packer, self._run, self._workers, self._make = order, packer, run, workers, make

    def submit(self, row: ClientRow) -> Callable[[], Outputs]:
        """Hand a row in. Calling what comes back waits for its outputs, or raises what making them raised."""
        try:
            return partial(self._result, row, self._sent(row, {}))
        except BrokenExecutor:
            return partial(self._make, self._order, row, self._run)

    def _result(self, row: ClientRow, waiting: Callable[[], Outputs | Missing]) -> Outputs:
        try:
            made = waiting()
            while isinstance(made, Missing):  # a second time where other workers took the job
                made = self._sent(row, self._packer.bytes_of(made))()
        except BrokenExecutor:
            return self._make(self._order, row, self._run)
        return [self._home(each) for each in made]

    def _sent(self, row: ClientRow, sent: Mapping[str, bytes]) -> Callable[[], Outputs | Missing]:
        parcel = self._packer.parcel
        try:
            return self._workers.submit(_made_there, self._make, parcel, sent, self._order, row, self._run)
        except RuntimeError as error:  # an executor that is broken, or was shut down, takes nothing more
            raise BrokenExecutor from error

    def _home(self, made: Output | Refused) -> Output | Refused:
        if isinstance(made, Refused):
            return Refused(map(self._placed, made.diagnostics))
        pages = tuple(map(self._placed, made.page_diagnostics))
        return replace(made, diagnostics=tuple(map(self._placed, made.diagnostics)), page_diagnostics=pages)

    def _placed(self, diagnostic: Diagnostic) -> Diagnostic:
        return replace(diagnostic, span=self._packer.here(diagnostic.span))


def _made_there(
    make: Make, parcel: Parcel, sent: Mapping[str, bytes], order: Order, row: ClientRow, run: str
) -> Outputs | Missing:
    """On whichever machine is free: the outputs of a row, or what is missing there."""
    if parcel.id in packed_here:  # by a thread: the working folder is to stay where it is
        return make(order, row, run)
    with unpacked(parcel, sent) as missing:
        if row.picture is not None:  # absolute, since a path in a brief starts from its folder
            row = replace(row, picture=Path(parcel.pictures[str(row.picture)]).absolute())
        return missing or make(replace(order, brief=Path(parcel.brief)), row, run)


@contextmanager
def workers_at(address: str) -> Iterator[Workers]:
    """The workers of the Dask scheduler at ``dask://HOST:PORT``; they stay when this ends.

    Refused (BW746) where the address is none, Dask is not installed, or nobody answers within ``PATIENCE``.
    """
    host = address.removeprefix(SCHEME)
    if not address.startswith(SCHEME) or ":" not in host:
        raise Refused([diagnose("BW746", address=address, why="is not dask://HOST:PORT")])
    try:
        distributed: Any = import_module("distributed")  # untyped, brings an event loop, and is an extra
    except ImportError:
        why, hint = "needs Dask, which is not installed", "python -m pip install 'briefwright[dask]'"
        raise Refused([diagnose("BW746", address=address, why=why, hint=hint)]) from None
    try:
        client = distributed.Client(f"tcp://{host}", timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:  # a timeout is an OSError
        why = f"does not answer ({str(error).splitlines()[0] if str(error) else type(error).__name__})"
        raise Refused([diagnose("BW746", address=address, why=why)]) from None
    with client:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except OSError:
            raise Refused([diagnose("BW746", address=address, why="has no workers")]) from None
        yield Workers(sum(client.nthreads().values()), executor=client.get_executor(pure=False))
