"""Bars of 100 %: what each total is made of, its parts as shares, one bar a category."""

from __future__ import annotations

from functools import partial

from ...core.chart_kinds import KINDS
from ..kit.chart_form import chart_form
from ..kit.stacks import stacks
from .stacked_bar import CHART

FORM = chart_form(
    "share-bar",
    partial(stacks, kind=KINDS["share-bar"]),
    summary="What totals are made of as native bars of 100 %; the sheet computes the shares.",
    limits="14 bars, 4 series; no number below zero",
    example="""\
form: share-bar
title: Banks spend on service, shops on writing
"""
    + CHART,
)
