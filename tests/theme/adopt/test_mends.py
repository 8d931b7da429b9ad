"""Which mends are tried for what is said of failing pages."""

from briefwright.theme.adopt.mends import Mends


def touched(said: str, **how: bool) -> set[str]:
    tried = Mends().further(["content"], said, **how)
    return {slot for mends in tried for _, slot in (*mends.loose, *mends.hidden)}


def test_furniture_is_left_out_only_where_pages_fail_by_it() -> None:
    assert touched("content pages, title: lies over client-1, or under it") == {"tracker"}
    assert touched("content pages, marking: the text is 14 pt tall and its box 9 pt") == {"marking", "tracker"}


def test_smaller_type_is_tried_only_where_a_build_is_stopped() -> None:
    assert any(mends.scale < 1 for mends in Mends().further(["content"], "", stopped=True))
    assert not any(mends.scale < 1 for mends in Mends().further(["content"], "", stopped=False))
