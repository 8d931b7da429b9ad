"""Texts in scripts beyond Latin, and the skips for machines without the extras that set them."""

from importlib.util import find_spec

import pytest

from briefwright.scene.mirror import mirrored
from briefwright.scene.model import Scene
from briefwright.text.scripts import from_right

CJK = pytest.mark.skipif(
    find_spec("justmytype_intl_cjk") is None, reason='no fonts for Chinese and Japanese: pip install "briefwright[cjk]"'
)
RTL = pytest.mark.skipif(
    find_spec("icu") is None or find_spec("fontpkg_ibm_plex_sans_arabic") is None,
    reason='neither Arabic nor the order of text from the right: pip install "briefwright[rtl]"',
)

TEXTS = {
    "zh": "报告称：“模型很好。”中国的大语言模型（LLM）在2024年达到188个，占全球的38%，与“文心一言”等产品竞争。",
    "ja": "「大規模言語モデル」は、2024年までに188件が登録され、世界全体の38%（推定）を占める。ちょっと待って比べる。",
    "ar": "نموذج اللغة GPT-4 (OpenAI) في عام 2024: بلغت النسبة 38% من السوق، والله أعلم.",
    "he": "שלום (עולם) ב־2024, מודל GPT (OpenAI) של החברה הגיע ל־38% מהשוק [א].",
}


def as_read(scene: Scene) -> Scene:
    """A placed scene as a deck of its language shows it."""
    return mirrored(scene) if from_right(scene.properties.language) else scene


LANGUAGES = [
    pytest.param("zh", marks=CJK), pytest.param("ja", marks=CJK),
    pytest.param("ar", marks=RTL), pytest.param("he", marks=RTL),
]  # fmt: skip
