"""Findings of several editions: each is told once, and says whose it is unless all share it."""

from briefwright.core.diagnostics import Diagnostic, Severity, named

LONG, WIDE, OLD = (Diagnostic("BW000", Severity.NOTE, text) for text in ("too long", "too wide", "too old"))


def test_what_every_edition_shares_is_told_once_and_is_nobodys() -> None:
    assert named({"full": [LONG], "policy": [LONG, LONG]}) == (LONG,)


def test_what_some_editions_have_says_whose_it_is_in_the_order_it_was_found() -> None:
    told = named({"full": [LONG, WIDE], "investor": [OLD], "policy": [WIDE, LONG]})
    assert [d.message for d in told] == ["full, policy: too long", "full, policy: too wide", "investor: too old"]


def test_what_a_single_edition_has_needs_no_name() -> None:
    assert named({"full": [LONG, WIDE]}) == (LONG, WIDE)
