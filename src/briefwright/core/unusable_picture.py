"""What is no picture to be used, whichever reader finds that."""

from __future__ import annotations


class UnusablePicture(Exception):
    """Bytes that are no picture to be used, and why; or, where there are ``pixels``, too many of them."""

    def __init__(self, why: str, pixels: tuple[int, int] | None = None) -> None:
        super().__init__(why)
        self.why, self.pixels = why, pixels
