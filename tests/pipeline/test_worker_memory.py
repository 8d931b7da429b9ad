"""A worker that would take the memory of the machine is stopped by a limit of its own."""

import os
import sys

import pytest

from briefwright.pipeline.workers import bound_memory


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells how large a process is")
def test_a_worker_gets_no_more_memory_than_its_limit() -> None:
    child = os.fork()
    if not child:  # the limit is not for the tests
        code = 1
        try:
            bound_memory(64 * 2**20)
            bytearray(2**20)
            bytearray(256 * 2**20)
        except MemoryError:
            code = 0
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
