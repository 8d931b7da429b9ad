"""Rings: what a whole is made of, two to six slices, each named beside it."""

from __future__ import annotations

from functools import partial

from ...core.chart_kinds import KINDS
from ..kit.chart_form import chart_form
from ..kit.slices import HOLE, slices
from .pie import CHART

FORM = chart_form(
    "doughnut",
    partial(slices, kind=KINDS["doughnut"], hole=HOLE),
    summary='What a whole is made of as a native ring; more than six slices become five and "other".',
    limits="6 slices, no number below zero; bars read better where slices are alike",
    example="""\
form: doughnut
title: Manufacturing alone takes two fifths of the power
"""
    + CHART,
)
