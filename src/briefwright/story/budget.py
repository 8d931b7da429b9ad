"""What templates may cost: steps, counted without a clock, and how large a value, a text or a number may grow."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import wraps
from typing import Any

from jinja2 import Undefined

from .model import Words
from .words import Marked

MAX_STEPS = 200_000  # look-ups, loop steps and values held of one template: a rich brief's deck takes a tenth in all
MAX_STORY_STEPS = 2_000_000  # of all templates of one story
MAX_TEXT = 20_000  # characters that one template, or one part of it, may yield
MAX_VALUES = 100_000  # in one list or mapping, with those within it
MAX_LEVELS = 40  # of lists within lists
MAX_RANGE = 1_000
MAX_NUMBER = 10**30  # of what a template computes with
MAX_DIGITS = 300  # of what it may come to
LETTERS = 32  # that are read or written in one step
COLLECTIONS = (Mapping, list, tuple, range, Iterator)
VALUES = 4  # that are passed over in one step


class TooMuch(Exception):
    """A template asks for more text, steps or digits than a deck can need; ``lineno`` is its line, where it is known
    before the template runs."""

    def __init__(self, what: str, lineno: int | None = None) -> None:
        super().__init__(what)
        self.lineno = lineno


class Budget:
    """Counts the steps of one story's templates, and measures what they make before it is used."""

    def __init__(self) -> None:
        self.steps = 0
        self._most = MAX_STORY_STEPS
        self._open = 0

    def __enter__(self) -> None:
        """A template begins; those within it count as part of it."""
        if not self._open:
            self._most = min(self.steps + MAX_STEPS, MAX_STORY_STEPS)
        self._open += 1

    def __exit__(self, *error: object) -> None:
        self._open -= 1
        if not self._open:
            self._most = MAX_STORY_STEPS

    @property
    def spent(self) -> bool:
        """Whether nothing is left for the whole story."""
        return self.steps > MAX_STORY_STEPS

    def spend(self, steps: int = 1) -> None:
        """Raises TooMuch where the template, or the story, has no steps left."""
        self.steps += steps
        if self.steps > self._most:
            whole = self.steps > MAX_STORY_STEPS
            what = f"{MAX_STORY_STEPS:,} steps, with the templates before it" if whole else f"{MAX_STEPS:,} steps"
            raise TooMuch(f"more than {what}")

    def entries(self, values: Iterable[Any]) -> Iterator[Any]:
        """The values one by one, a step each."""
        for value in values:
            self.spend()
            yield value

    def range(self, *bounds: int) -> range:
        """The numbers from one to another, as Python counts them."""
        numbers = range(*bounds)
        if numbers and len(numbers) > MAX_RANGE:
            raise TooMuch(f"a range of {len(numbers):,} numbers; {MAX_RANGE:,} is the most")
        return numbers

    # ---- measuring ----------------------------------------------------------------------------------

    def measured(self, value: Any) -> Any:
        """The value, its size paid for; what is made one by one is paid for then."""
        if isinstance(value, str):
            if len(value) > MAX_TEXT:
                raise TooMuch(f"more than {MAX_TEXT:,} characters of text")
            self.spend(len(value) // LETTERS)
        elif isinstance(value, int | float | complex):
            _check_number(value)
        elif isinstance(value, Iterator):
            return self.entries(value)
        elif isinstance(value, list | tuple | dict):
            self._weigh(value)
        return value

    def _weigh(self, value: Any) -> None:
        """Pay for a list or mapping and for those within it, each as often as it stands there."""
        levels = [iter((value,))]
        count = 0
        while levels:
            for entry in levels[-1]:
                count += 1
                if isinstance(entry, list | tuple):
                    levels.append(iter(entry))
                    break
                if isinstance(entry, dict):
                    levels.append(iter(entry.values()))
                    break
            else:
                levels.pop()
            if len(levels) > MAX_LEVELS:
                raise TooMuch(f"more than {MAX_LEVELS} lists within one another")
            if count > MAX_VALUES:
                raise TooMuch(f"a list of more than {MAX_VALUES:,} values")
        self.spend(count // VALUES)

    def printed(self, value: Any) -> str:
        """What a value prints within a text. A list or an object has no words: TypeError."""
        if value is None:
            return ""
        if isinstance(value, Words):
            value = value.prose
        if isinstance(value, Undefined):
            return str(value)
        text = text_of(self.measured(value))
        return text if isinstance(value, str) else str(self.measured(text))

    def joined(self, values: Iterable[Any], separator: object = "") -> Marked:
        """The values printed one after another; None is left out."""
        between = self.printed(separator)
        parts, size = [], 0
        for value in values:
            if value is not None:
                parts.append(self.printed(value))
                size += len(parts[-1]) + len(between)
                if size > MAX_TEXT:
                    raise TooMuch(f"more than {MAX_TEXT:,} characters of text")
        self.spend(1 + size // LETTERS)
        return Marked(between.join(parts))

    def counted(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The filter or test, paying for what it takes and for what it makes."""
        first = 1 if hasattr(function, "jinja_pass_arg") else 0  # Jinja gives such a one its environment first

        @wraps(function)
        def counted(*arguments: Any, **named: Any) -> Any:
            self.spend()
            measured = (self.measured(value) for value in arguments[first:])
            named = {name: self.measured(value) for name, value in named.items()}
            return self.measured(function(*arguments[:first], *measured, **named))

        return counted


def _check_number(value: Any) -> None:
    if isinstance(value, complex):
        raise TooMuch("the root of a negative number")
    if not math.isfinite(value) if isinstance(value, float) else value.bit_length() > MAX_DIGITS * 10 / 3:
        raise TooMuch("a number without end" if isinstance(value, float) else "a number of that size")


def text_of(value: Any) -> str:
    """A value as a text. A list or an object has no words: TypeError."""
    if not isinstance(value, Undefined) and not _has_words(value):
        raise TypeError(f"{called(value)} is no text: name the part of it that is meant, or use join")
    return str(value)


def _has_words(value: Any) -> bool:
    if isinstance(value, str | int | float | complex):
        return True
    kind: Any = type(value)
    return not isinstance(value, COLLECTIONS) and kind.__str__ is not object.__str__


def called(value: Any) -> str:
    """What a message calls a value that is no text and no number: an object of ours never prints itself."""
    if isinstance(value, Mapping):
        return "a mapping"
    return "a list" if isinstance(value, list | tuple | range | Iterator) else "an entry with parts of its own"
