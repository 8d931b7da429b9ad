"""Where a theme was written to the commands that build with it from the working folder."""

from __future__ import annotations

from pathlib import Path
from shlex import join, quote

from ..core import files
from ..theme.adopt.save import FOLDER

THEMES = ("templates", "themes")


def how_to_use(path: Path) -> str:
    """The commands, a line each: a theme is found in the templates of the working folder and of the brief's; from
    elsewhere it is copied there, with what it stands on."""
    found, build = files.template("themes", path.stem), f"briefwright build BRIEF -t {path.stem}"
    if found is not None and files.stamp(found) == files.stamp(path):
        return build
    if path.parent.parts[-2:] == THEMES:  # beside briefs of another folder
        return build.replace("BRIEF", quote(f"{path.parents[2]}/BRIEF"))
    here = str(Path(*THEMES))
    copy = join(["cp", "-r", str(path), str(path.parent / FOLDER), here])
    return f"mkdir -p {here} && {copy}\n{build}"
