"""A prompt in a client's footer is known from a text of the client's own."""

import pytest

from briefwright.theme.adopt.footer import is_clients_own


@pytest.mark.parametrize(
    "text", ["", "Footer text", "Click to add text", "Fußzeile", "Presentation title", "[Name]", "页脚", "フッター"]
)
def test_what_only_stands_in_for_a_footer_is_not_printed(text: str) -> None:
    assert not is_clients_own(text)


@pytest.mark.parametrize("text", ["© Acme AG 2026", "Acme & Söhne | Strictly private", "株式会社アクメ"])
def test_a_notice_is_the_client_s_word(text: str) -> None:
    assert is_clients_own(text)
