"""The fonts that the product brings, as a fontconfig file: LibreOffice in the tests knows these and no others.

So a deck looks the same on every machine, whatever fonts are installed there.
"""

from importlib.util import find_spec
from pathlib import Path

import uharfbuzz as hb

from briefwright.text.fonts import BOLD, REGULAR, STAND_INS

PACKAGES = ("fontpkg_arimo", "justmytype_intl_cjk", "fontpkg_ibm_plex_sans_arabic", "fontpkg_inter", "manimgx_fonts")
FAMILIES = {
    "fontpkg-arimo": "Arimo",
    "fontpkg-ibm-plex-sans-arabic": "IBM Plex Sans Arabic",
    "fontpkg-inter": "Inter",
    "manimgx-fonts": "Noto Emoji",
}
SHEET = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
{folders}
<cachedir>{cache}</cachedir>
{aliases}
</fontconfig>
"""
ALIAS = '<alias binding="same"><family>{name}</family><accept>{families}</accept></alias>'


def write(folder: Path) -> Path:
    """Write ``fonts.conf`` and what it needs into ``folder``; give the path of the file."""
    folders = [folder / "arimo"]
    folders[0].mkdir(parents=True)
    for name in PACKAGES:
        spec = find_spec(name)
        for root in map(Path, (spec.submodule_search_locations or ()) if spec else ()):
            if name == "fontpkg_arimo":
                _pin(root, folders[0])
            else:
                folders.append(root)
    accepted: dict[str, list[str]] = {"Arial": ["Arimo"]}  # the family that a deck names: those that we measure it with
    for _, name, package, family, _ in STAND_INS:
        accepted.setdefault(name, []).append(FAMILIES.get(package) or family or name)
    aliases = (
        ALIAS.format(name=name, families="".join(f"<family>{family}</family>" for family in dict.fromkeys(families)))
        for name, families in accepted.items()
    )
    sheet = folder / "fonts.conf"
    places = "\n".join(f"<dir>{place}</dir>" for place in folders)
    sheet.write_text(SHEET.format(folders=places, cache=folder / "cache", aliases="\n".join(aliases)), encoding="utf-8")
    return sheet


def _pin(package: Path, folder: Path) -> None:
    """A file for each weight: LibreOffice before 7.5 prints every weight of a variable font as the regular one."""
    for path in package.rglob("*.ttf"):
        face = hb.Face(path.read_bytes())
        for weight in (REGULAR, BOLD):
            wish = hb.SubsetInput()
            wish.keep_everything()
            wish.pin_all_axes_to_default(face)
            wish.pin_axis_location(face, "wght", weight)
            pinned = hb.SubsetPlan(face, wish).execute()
            (folder / f"{path.stem}-{weight:.0f}.ttf").write_bytes(bytes(pinned.blob.data))
