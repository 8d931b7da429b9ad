"""Columns of 100 %: what each total is made of, its parts as shares."""

from __future__ import annotations

from functools import partial

from ...core.chart_kinds import KINDS
from ..kit.chart_form import chart_form
from ..kit.stacks import stacks
from .stacked import CHART

FORM = chart_form(
    "share",
    partial(stacks, kind=KINDS["share"]),
    summary="What totals are made of as native columns of 100 %; the sheet computes the shares.",
    limits="60 columns, 4 series; no number below zero",
    example="""\
form: share
title: Enterprise use makes up more than half since 2024
"""
    + CHART,
)
