"""What can be wrong with themes, fonts and the fit of a page."""

from __future__ import annotations

from .sentence import ERROR, WARNING, Sentence

# The other hint of BW520, where an extra of ours brings the fonts of a script.
INSTALL = 'install the fonts of its script with: python -m pip install "briefwright[{extra}]"'

SENTENCES: dict[str, Sentence] = {
    # BW5xx  themes, fonts, glyphs
    "BW501": Sentence(ERROR, 'there is no theme "{name}"'),
    "BW503": Sentence(
        ERROR, 'the theme has no {what} "{role}"', "add it, or extend a theme that has it: `extends: paper`"
    ),
    "BW505": Sentence(ERROR, 'the steps of "{role}" do not run from its largest size to its smallest'),
    "BW506": Sentence(ERROR, "there is no font file {path} in the folder of this theme or below it"),
    "BW507": Sentence(ERROR, 'the box "{name}" of the frame reaches over the page'),
    "BW508": Sentence(ERROR, 'a theme has no {what} "{role}"'),
    "BW510": Sentence(
        ERROR, 'the font of "{face}" is not installed: {package}', "install it with: python -m pip install {package}"
    ),
    "BW511": Sentence(ERROR, 'the font of "{face}" cannot be read: {file} is no TrueType or OpenType font file'),
    "BW512": Sentence(ERROR, 'the face "{face}" names neither a package nor a font file to measure it by'),
    "BW520": Sentence(
        ERROR,
        "the font of {face} has no glyph for {char} ({code}, {name}){more}",
        "write it otherwise, or choose a theme whose font has it",
    ),
    "BW521": Sentence(
        ERROR,
        "text that reads from the right cannot be set without the library for its order",
        'install it with: python -m pip install "briefwright[rtl]"',
    ),
    # BW6xx  fit
    "BW601": Sentence(
        ERROR,
        "{what} needs {needed:.0f} pt of height and has {allowed:.0f} pt, at the smallest size of its role",
        "cut about {cut} of its {count} words",
    ),
    "BW602": Sentence(
        ERROR,
        '{what} has the word "{word}", which is {needed:.0f} pt wide at the smallest size of its role; its line has '
        "{allowed:.0f} pt",
        "use a shorter word, or hyphenate it",
    ),
    "BW621": Sentence(ERROR, "{where}: the text is {needed:.1f} pt tall and its box {allowed:.1f} pt"),
    "BW622": Sentence(ERROR, '{where}: the line "{text}" is {needed:.1f} pt wide and has {allowed:.1f} pt'),
    "BW623": Sentence(ERROR, "{where}: columns and rows add up to {sums} pt, and the table is {box} pt"),
    "BW624": Sentence(ERROR, "{where}: the cells do not cover its {columns} columns"),
    "BW625": Sentence(ERROR, "{where}: reaches {over:.1f} pt over the {side} margin"),
    "BW626": Sentence(ERROR, "{where}: lies over {other}, or under it"),
    "BW627": Sentence(ERROR, "{where}: stands elsewhere than on page {first}, which has the same layout"),
    "BW628": Sentence(
        WARNING, "{where}: {how} of the body is filled", "from 35 % to 90 % reads best: say more, or cut"
    ),
    "BW629": Sentence(
        WARNING,
        "{where}: its left edge, at {x:.1f} pt, stands on no column of the grid and with nothing beside it",
        "edges that line up are what makes a page calm",
    ),
}
