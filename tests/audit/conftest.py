"""The pages that the tests of the scene put out of order."""

from tests.scene.conftest import whole

__all__ = ["whole"]
