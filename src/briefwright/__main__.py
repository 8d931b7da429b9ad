"""``python -m briefwright`` is the command ``briefwright``."""

from .cli import run

run()
