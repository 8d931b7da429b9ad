"""A brand's colours, fonts and logo, as a ``_brand.yml`` states them, to a theme without a template."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ...core import files
from ...core.colour import luminance
from ...core.diagnostics import Diagnostic, Refused, Span
from ...core.landing import write_all
from ...core.messages import diagnose
from ...core.picture_files import MAX_LOGO, size_of
from ...core.unusable_picture import UnusablePicture
from ...yamlfile import validate
from ...yamlfile.validate import Map
from ..ooxml.drawing import Scheme
from .font_substitutes import substitute_for
from .palette import MIDDLE, palette_of
from .save import FOLDER, theme_path, yaml_of

HEAD = "# made by `briefwright theme adopt` from"
MAPPING = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
# The slots of a scheme, each with the colours of a brand that may fill it, the first that is there; and what does else.
SLOTS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "dk1": (("foreground", "dark"), "#1A1A1A"), "lt1": (("background", "light"), "#FFFFFF"),
    "dk2": (("dark", "foreground"), "#333333"), "lt2": (("light", "background"), "#F2F2F2"),
    "accent1": (("primary", "secondary"), "#1B5A7A"), "accent2": (("secondary", "tertiary", "info"), "#5A6672"),
    "accent3": (("tertiary", "info"), "#7A7A7A"), "accent4": (("success",), "#2E7D32"),
    "accent5": (("warning",), "#A66A00"), "accent6": (("danger",), "#B3261E"),
    "hlink": (("info", "primary"), "#1B5A7A"), "folHlink": (("secondary",), "#5A6672"),
}  # fmt: skip
HEX = re.compile(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
MOST = 1_000_000  # bytes


def save_brand(file: Path, out: str | None = None) -> tuple[Path, tuple[Diagnostic, ...]]:
    """Write the theme of a brand; its path, and what was taken over. Refused (BW55x) where a colour is none, and where
    a theme of another origin is there."""
    tree = validate.read(files.read_bytes(file, MOST), str(file))
    brand = tree if isinstance(tree, Map) else Map(Span(str(file)))
    path = theme_path(file.with_name("brand.yaml") if file.stem.startswith("_") else file, out)
    if path.exists() and HEAD not in path.read_text(encoding="utf-8"):
        raise Refused([diagnose("BW548", Span(str(path)))])
    colours, faults = _colours(brand)
    if faults:
        raise Refused(faults)
    slots = {
        slot: next((colours[one] for one in named if one in colours), usual) for slot, (named, usual) in SLOTS.items()
    }
    palette = palette_of(Scheme(slots, MAPPING), (slots["lt1"],), None, slots["dk1"])
    fonts = dict(_fonts(brand))
    values: dict[str, object] = {"extends": "paper", "title": _name(brand) or path.stem, "colours": palette.colours}
    values |= {"fonts": fonts} if fonts else {}
    told = list(_told(brand, file, palette.changes, fonts))
    outputs: dict[Path, bytes] = {}
    if named := _logo(brand, dark=luminance(palette.colours["paper"]) < MIDDLE):
        try:
            data = _picture(file, named)
        except Refused as refused:
            told += refused.diagnostics
        else:
            logo = f"{FOLDER}/{path.stem}-logo{Path(named).suffix.lower()}"
            values["logo"], outputs[path.parent / logo] = logo, data
    text = f"{HEAD} {file.name}. Change what you like.\n" + yaml_of(values, comments=True)
    write_all(path.parent, {**outputs, path: text.encode()})
    return path, tuple(told)


def _colours(brand: Map) -> tuple[dict[str, str], list[Diagnostic]]:
    """The colours of a brand by their roles; a role may name one of the palette, or another role."""
    given = brand.get("color", brand.get("colour"))
    given = given if isinstance(given, Map) else Map(brand.span)
    palette, roles = given.get("palette"), {key: one for key, one in given.items() if key != "palette"}
    named = {**(palette if isinstance(palette, Map) else {}), **roles}
    colours: dict[str, str] = {}
    faults: list[Diagnostic] = []
    for key, value in roles.items():
        found, seen = value, {key}
        while isinstance(found, str) and not HEX.fullmatch(found) and found in named and found not in seen:
            seen.add(found)
            found = named[found]
        if isinstance(found, str) and HEX.fullmatch(found):
            colours[key] = _whole(found)
        else:
            faults.append(diagnose("BW558", given.values_at[key], key=key, value=str(found)))
    return colours, faults


def _logo(brand: Map, *, dark: bool) -> str:
    """The path of a brand's logo for a cover: the middle one of its sizes, for paper that is ``dark`` or not. A size
    names an image, or holds a path."""
    given = brand.get("logo")
    if not isinstance(given, Mapping):
        return str(given or "")
    images = given.get("images")
    images = images if isinstance(images, Mapping) else {}
    sizes = [given[size] for size in ("medium", "large", "small") if given.get(size)]
    one: Any = next(iter((*sizes, *images.values())), given)
    for _ in range(4):  # of a size to a variant, its image, the path of that
        if isinstance(one, Mapping):
            other, variant = ("light", "dark") if dark else ("dark", "light")
            one = one.get("path") or one.get(variant) or one.get(other)
        elif str(one) in images:
            one, images = images[str(one)], {}
    return str(one or "") if not isinstance(one, Mapping) else ""


def _picture(file: Path, named: str) -> bytes:
    """The bytes of a logo in the folder of its brand, or below it. Refused (BW559) when there is none to be used."""
    path = files.inside(named, file.parent)
    try:
        if path is None or "://" in named:
            raise UnusablePicture("it is not in the folder of the brand")
        data = files.read_bytes(path, MAX_LOGO)
        size_of(data)
    except Refused as refused:
        why = "; ".join(one.message for one in refused.diagnostics)
    except UnusablePicture as fault:
        why = fault.why
    else:
        return data
    raise Refused([diagnose("BW559", Span(str(file)), path=named, why=why)])


def _whole(value: str) -> str:
    """A colour of six digits."""
    digits = value[1:]
    return "#" + ("".join(digit * 2 for digit in digits) if len(digits) == 3 else digits).upper()


def _fonts(brand: Map) -> Iterator[tuple[str, dict[str, object]]]:
    """The families of headings and text, each with what measures it."""
    typed = brand.get("typography")
    typed = typed if isinstance(typed, Map) else {}
    base = _family(typed.get("base"))
    for family, name in (("heading", _family(typed.get("headings")) or base), ("body", base)):
        if name:
            substitute = substitute_for(name)
            stretch = {"stretch": substitute.stretch} if substitute.stretch != 1 else {}
            yield family, {"name": name, "package": substitute.package, **stretch}


def _family(value: Any) -> str:
    return str(value.get("family", "")) if isinstance(value, Mapping) else str(value or "")


def _name(brand: Map) -> str:
    meta = brand.get("meta")
    name = meta.get("name", "") if isinstance(meta, Mapping) else meta
    return str(name.get("short") or name.get("full") or "") if isinstance(name, Mapping) else str(name or "")


def _told(brand: Map, file: Path, changes: Any, fonts: Mapping[str, Mapping[str, object]]) -> Iterator[Diagnostic]:
    span = Span(str(file))
    for change in changes:
        yield diagnose(
            "BW551", span, what=change.slot, had=change.had, ratio=change.ratio, ground=change.ground,
            least=change.least, now=change.now,
        )  # fmt: skip
    for name in dict.fromkeys(str(font["name"]) for font in fonts.values()):
        substitute = substitute_for(name)
        if not substitute.exact:
            how = f", and {substitute.stretch - 1:.0%} wider" if substitute.stretch > 1 else ""
            yield diagnose("BW550", span, font=name, instead="Arimo", how=how)
