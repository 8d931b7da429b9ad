"""Small briefs for tests, from YAML text."""

from textwrap import dedent

from briefwright.brief.model import Brief
from briefwright.yamlfile.validate import read, validate

HEAD = """\
briefwright: 1
id: case
title: A case
as_of: 2024-04
bottom_line: {headline: One thing is certain}
"""


def brief(body: str = "", head: str = HEAD) -> Brief:
    """A brief with the keys that have to be there, and ``body``; its first line is line 6."""
    return validate(Brief, read(head + dedent(body), "case.yaml"))
