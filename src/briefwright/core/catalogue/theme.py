"""What can be wrong with themes and fonts."""

from __future__ import annotations

from .sentence import ERROR, Sentence

# The other hint of BW520, where an extra of ours brings the fonts of a script.
INSTALL = 'install the fonts that have it with: python -m pip install "briefwright[{extra}]"'

SENTENCES: dict[str, Sentence] = {
    # BW5xx  themes, fonts, glyphs
    "BW501": Sentence(ERROR, 'there is no theme "{name}"'),
    "BW503": Sentence(
        ERROR, 'the theme has no {what} "{role}"', "add it, or extend a theme that has it: `extends: paper`"
    ),
    "BW505": Sentence(ERROR, 'the steps of "{role}" do not run from its largest size to its smallest'),
    "BW506": Sentence(ERROR, "there is no {what} {path} in the folder of this theme or below it"),
    "BW507": Sentence(ERROR, 'the box "{name}" of the frame reaches over the page, or has no extent'),
    "BW508": Sentence(ERROR, 'a theme has no {what} "{role}"'),
    "BW510": Sentence(
        ERROR, 'the font of "{face}" is not installed: {package}', "install it with: python -m pip install {package}"
    ),
    "BW511": Sentence(ERROR, 'the font of "{face}" cannot be read: {file} is no sound TrueType or OpenType font'),
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
}
