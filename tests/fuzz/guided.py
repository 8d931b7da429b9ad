"""Cases led by the code that they reach: ``python -m tests.fuzz.guided yaml|sandbox|table [-runs=N] [FOLDER]``.

atheris (the extra ``fuzz``) changes bytes so that lines of the reader are run that no case has run before. FOLDER keeps
the cases that did. All else is as libFuzzer has it: a case that falls is written beside, and the process ends.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import atheris

with atheris.instrument_imports(
    include=["briefwright.yamlfile", "briefwright.story", "briefwright.brief", "briefwright.data", "jinja2"]
):
    from briefwright.core.diagnostics import Refused
    from briefwright.data.csv_text import CsvFile
    from briefwright.yamlfile.tree import read as read_tree
    from tests.fuzz import kinds
    from tests.fuzz.__main__ import untold


def sandbox(data: bytes) -> object:
    """Each byte is one word of the language of templates."""
    return kinds.in_sandbox(" ".join(kinds.SAID[byte % len(kinds.SAID)] for byte in data[:60]))


TARGETS: dict[str, Callable[[bytes], object]] = {
    "yaml": lambda data: read_tree(data, "brief.yaml"),
    "sandbox": sandbox,
    "table": lambda data: [tuple(row) for row in CsvFile(BytesIO(data), "f.csv").rows()],
}
FIRST = {"yaml": [kinds.BRIEF.encode()], "sandbox": [bytes(range(60))], "table": [kinds.table(kinds.FIGURES, 0)]}


def main(target: str, *options: str) -> None:
    def case(data: bytes) -> None:
        try:
            TARGETS[target](data)
        except Refused as refused:
            if wrong := [fault for fault in refused.diagnostics if untold(fault)]:
                raise AssertionError(wrong) from None

    with tempfile.TemporaryDirectory() as folder:
        for number, data in enumerate(FIRST[target]):
            (Path(folder) / str(number)).write_bytes(data)
        atheris.Setup([sys.argv[0], *options, folder], case)
        atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
