"""``python -m briefwright`` is the command ``briefwright``."""

import os
import sys
from contextlib import suppress

if __name__ == "__main__" and not sys.flags.safe_path:
    with suppress(OSError):  # the working folder is gone
        if sys.path[:1] in ([""], [os.getcwd()]):  # noqa: PTH109  no module of that folder is to be run, not even pathlib
            del sys.path[0]


def run() -> None:
    """Prepare the process before anything is loaded in which it could be interrupted; then run the command."""
    # loaded only now
    from .core.process import prepare

    prepare()
    from .cli import run as command  # it loads what could be interrupted

    command()


if __name__ == "__main__":
    run()
