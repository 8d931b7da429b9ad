"""Jobs come back in order with their results or what they raised, in processes or without."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from briefwright.core.diagnostics import Refused, Span
from briefwright.core.messages import diagnose
from briefwright.pipeline.workers import Workers

# A script, because a test run has threads beside it, and then nothing is forked.
FORKED = """
import os
from briefwright.core.diagnostics import Refused, Span
from briefwright.core.messages import diagnose
from briefwright.core.unforeseen import Unforeseen, at_work_on
from briefwright.pipeline.workers import Workers

def work(number):
    return number * number, os.getpid()

def refuse():
    raise Refused([diagnose("BW103", Span("a.yaml", 2, 3))])

class Unsendable(Exception):
    def __init__(self, one, other):
        super().__init__(one)

def fail():
    with at_work_on("slide players"):
        raise Unsendable("no", "way")

def loaded(module):
    import sys
    return module in sys.modules

with Workers(2, first="wave:open") as workers:  # its module is loaded at once
    print(loaded("wave"), workers.submit(loaded, "wave")())
    pending = [workers.submit(work, number) for number in range(5)]
    print([result()[0] for result in pending], workers.call("math:gcd", 12, 18)())
    print(os.getpid() in {result()[1] for result in pending})
    try:
        workers.submit(refuse)()
    except Refused as refused:
        print(*refused.diagnostics)
    try:
        workers.submit(fail)()
    except Unforeseen as fault:
        print(fault.message, *fault.work, "in fail" in fault.trace)
"""


def double(number: int, *, plus: int = 0) -> int:
    return 2 * number + plus


def refuse() -> None:
    raise Refused([diagnose("BW103", Span("a.yaml", 2, 3))])


def test_one_worker_does_its_jobs_here() -> None:
    with Workers(1) as workers:
        assert workers.submit(os.getpid)() == os.getpid()
        assert [workers.submit(double, n, plus=1)() for n in (1, 2)] == [3, 5]
        assert workers.call("math:gcd", 12, 18)() == 6


def test_a_job_here_is_done_once_when_its_result_is_asked_for() -> None:
    done: list[int] = []
    with Workers(1) as workers:
        result = workers.submit(done.append, 1)
        assert done == []
        result()
        result()
    assert done == [1]


def test_what_a_job_refuses_reaches_the_one_who_asks() -> None:
    with Workers(1) as workers, pytest.raises(Refused) as caught:
        workers.submit(refuse)()
    assert str(caught.value) == "a.yaml:2:3: error BW103: the file is empty"


@pytest.mark.skipif(sys.platform != "linux", reason="forks on Linux alone")
def test_forked_workers_answer_in_order_and_hand_over_what_they_refuse() -> None:
    done = subprocess.run([sys.executable, "-c", FORKED], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [
        "False True",
        "[0, 1, 4, 9, 16] 6",
        "False",
        "a.yaml:2:3: error BW103: the file is empty",
        "Unsendable: no (<string>:20) slide players True",
    ]


def test_there_is_a_worker_for_every_core_that_may_be_used() -> None:
    assert Workers().jobs == (len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count())


@pytest.mark.skipif(sys.platform != "linux", reason="forks on Linux alone")
def test_workers_apart_leave_this_process_to_hand_out() -> None:
    script = (
        "import os; from briefwright.pipeline.workers import Workers\n"
        "with Workers(1 + 1, apart=True) as workers:\n"
        "    print(workers.submit(os.getpid)() != os.getpid(), len(workers._pool._processes))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "True 2\n"


def test_an_executor_of_ones_own_takes_the_jobs_and_is_left_open() -> None:
    with ThreadPoolExecutor(1) as executor:
        with Workers(executor=executor) as workers:
            assert workers.submit(double, 2)() == 4
        assert executor.submit(double, 3).result() == 6
