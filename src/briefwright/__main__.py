"""``python -m briefwright`` is the command ``briefwright``."""

import sys

from .cli import main

sys.exit(main())
