"""How many made-up examples a property is tried with: all of them in ``make full``, a third in ``make test``."""

from hypothesis import settings


def examples(most: int) -> settings:
    """At most so many examples, by the profile that the run has loaded."""
    return settings(max_examples=max(3, most * settings.default.max_examples // 100))
