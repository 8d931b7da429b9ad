"""Every sentence of a diagnostic that a user can read, by code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .diagnostics import Diagnostic, Severity, Span

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


@dataclass(frozen=True, slots=True)
class Sentence:
    """A message and a hint with ``{placeholders}``."""

    severity: Severity
    text: str
    hint: str | None = None


_QUOTES = 'put the text in quotes, or after ">-" on lines of its own'

CATALOGUE: dict[str, Sentence] = {
    # BW1xx  reading files and YAML
    "BW101": Sentence(ERROR, "the file {what}"),
    "BW102": Sentence(ERROR, "the file has {size:,} bytes, and {limit:,} is the most"),
    "BW103": Sentence(ERROR, "the file is empty"),
    "BW104": Sentence(
        ERROR, "the byte 0x{byte:02X} is not UTF-8", "save the file as UTF-8; it may be Windows-1252 now"
    ),
    "BW105": Sentence(ERROR, "this is {kind}, and a YAML text is due"),
    "BW106": Sentence(ERROR, "a tab indents this line", "indent with spaces: YAML takes no tabs there"),
    "BW107": Sentence(
        ERROR, "the character {code} ({name}) cannot stand in a text", "delete it; copied text often holds such"
    ),
    "BW108": Sentence(ERROR, "and {count} more {what} from here on"),
    "BW109": Sentence(ERROR, "the file holds {what}", "the limit guards against files made to exhaust memory"),
    "BW110": Sentence(ERROR, "this is not YAML: {problem}", _QUOTES),
    "BW111": Sentence(ERROR, "a second document starts here, and a file holds one", 'take the line "---" out'),
    "BW112": Sentence(ERROR, 'the alias "*{name}" is set nowhere', 'a text that opens with "*" stands in quotes'),
    "BW113": Sentence(ERROR, 'the alias "*{name}" stands within its own anchor'),
    "BW114": Sentence(ERROR, 'the anchor "&{name}" is used nowhere', 'a text that opens with "&" stands in quotes'),
    "BW115": Sentence(ERROR, 'the tag "{tag}" is not read', 'a text that opens with "!" stands in quotes'),
    "BW116": Sentence(ERROR, "this number {what}", "put it in quotes if it is a text"),
    "BW117": Sentence(
        ERROR,
        'the text is cut here: " #" starts a comment',
        'put the text in quotes; or, if it is a comment, write "# " with a space after it',
    ),
    "BW118": Sentence(ERROR, "a key has to be a text", 'a text that opens with "{{{{", "{{" or "[" stands in quotes'),
    "BW119": Sentence(ERROR, 'the merge key "<<" is not read: YAML 1.2 has none', "write the keys out"),
    "BW120": Sentence(ERROR, 'the key "{key}" stands twice', "the first stands on line {line}; keep one of them"),
    "BW121": Sentence(ERROR, 'unknown key "{key}" in {where}'),
    "BW122": Sentence(ERROR, '"{key}" is missing in {where}'),
    "BW123": Sentence(
        ERROR,
        'nothing stands behind "{key}:"',
        'give it a value or take the key out; a text that opens with "#" stands in quotes',
    ),
    "BW124": Sentence(ERROR, "{due} is due here, and this is {kind}"),
    "BW125": Sentence(ERROR, "{value} is none of {expected}"),
    "BW126": Sentence(ERROR, "{value} {what}"),
    "BW127": Sentence(
        ERROR,
        '"{key}" stands alone, without a value: a comma ended the text before it',
        "inside {{ }} a text with a comma stands in quotes, or the entry goes on lines of its own",
    ),
    "BW128": Sentence(ERROR, "keys with values are due (title: …), and the file holds {kind}"),
    "BW129": Sentence(ERROR, "this item is empty", 'give it a text; one that opens with "#" stands in quotes'),
    "BW130": Sentence(ERROR, "{what}"),
    "BW131": Sentence(
        ERROR, '"{path}" leads out of the folder of the brief', "lay a copy of the file beside the brief"
    ),
    "BW132": Sentence(ERROR, '"{path}" {what}'),
    "BW133": Sentence(ERROR, '"{path}" is no picture that can be used: {why}', "PNG, JPEG and GIF can"),
    "BW134": Sentence(
        ERROR, '"{path}" has {width} × {height} pixels, and {limit} million are the most', "scale the picture down"
    ),
    "BW135": Sentence(ERROR, "this text is empty", "give it words or take its key out"),
    "BW136": Sentence(ERROR, 'a text with variants needs the key "default"'),
    "BW137": Sentence(
        ERROR,
        '"{key}" is no variant of a text',
        'a variant is called default, AUDIENCE, "@LANGUAGE" or "AUDIENCE@LANGUAGE"',
    ),
    "BW138": Sentence(ERROR, '"{text}" is no {what}', "{form}"),
    "BW139": Sentence(
        ERROR, "a comma cut this text from the one before it", "inside [ ] a text with a comma stands in quotes"
    ),
    "BW140": Sentence(ERROR, '": " inside a text starts a new key', _QUOTES),
    "BW141": Sentence(
        ERROR,
        "this key stands deeper than the key above it, which has its text",
        'align it with its siblings; or, if it goes on with the text above, put that text in quotes or after ">-"',
    ),
    "BW142": Sentence(
        ERROR, "this quote is never closed", "close it; an apostrophe within single quotes is doubled ('')"
    ),
    "BW143": Sentence(
        ERROR, "this escape is unknown", "in double quotes a backslash is written twice; single quotes take it as it is"
    ),
    "BW144": Sentence(
        ERROR,
        'this line is neither "key: text" nor "- item"',
        "a text that goes on from the line above stands deeper than its key",
    ),
    "BW145": Sentence(ERROR, '"- " starts a list item, which stands on a line of its own', _QUOTES),
    "BW146": Sentence(
        ERROR,
        "the text goes on after its closing quote",
        "put the whole text in quotes; a quote mark inside is doubled ('') or of the other kind",
    ),
    "BW147": Sentence(ERROR, 'a text cannot open with "{opener}"', _QUOTES),
    "BW148": Sentence(ERROR, 'this text opens with "{opener}", which {meaning}', _QUOTES),
    "BW149": Sentence(
        ERROR, "this line does not stand where its siblings do", "align it with the lines that it belongs to"
    ),
    "BW150": Sentence(ERROR, "the text is UTF-16", "save the file as UTF-8"),
    "BW151": Sentence(
        ERROR, "the file is of format {found}, and this version of Briefwright reads format 1", "see CHANGELOG.md"
    ),
    "BW152": Sentence(ERROR, "{value} has to be {expected}"),
    # BW2xx  facts: figures, citations, links
    "BW201": Sentence(
        ERROR,
        'the citation "{cite}" cannot be read: {why}',
        "write slr:12, slr:15-16 or slr:12,15; in a text [@slr:12]",
    ),
    "BW202": Sentence(ERROR, 'no source is called "{name}"'),
    "BW203": Sentence(ERROR, 'figure "{name}" is not defined'),
    "BW204": Sentence(ERROR, 'the source "{source}" has {count} paragraphs, and paragraph {cited} is cited'),
    "BW205": Sentence(
        ERROR, 'the figure "{name}" has {what}', "a figure has a value; or low and high; or a text; or it is derived"
    ),
    "BW206": Sentence(ERROR, 'the range of the figure "{name}" runs backwards: {low} to {high}'),
    "BW207": Sentence(
        ERROR,
        'the figure "{name}" cannot be derived by "{derivation}": {why}',
        "a derivation holds figures, numbers, + - * / ( ), min and max; a range gives NAME.low and NAME.high",
    ),
    "BW208": Sentence(ERROR, 'the figure "{name}" is derived from itself: {way}'),
    "BW209": Sentence(
        ERROR, 'the figure "{name}" is derived, and so never cited', "cite the figures that it is derived from"
    ),
    "BW210": Sentence(ERROR, 'the figure "{name}" has a scale, and its style is {style}', "keep one of the two"),
    "BW211": Sentence(
        ERROR,
        '"{date}" is no date: {why}',
        "as in 2024-04-03, 2024-04, 2024, 2017~ (about), 2024? or 2024-03-05/2024-04-03",
    ),
    "BW212": Sentence(ERROR, 'the id "{id}" is taken', "the first stands on line {line}"),
    "BW213": Sentence(ERROR, 'no player or investor has the id "{name}"'),
    "BW214": Sentence(ERROR, 'a chart draws numbers, and the figure "{name}" is {kind}'),
    "BW215": Sentence(ERROR, 'the chart "{id}" {what}', "{mend}"),
    "BW216": Sentence(ERROR, 'the chart "{id}" does not draw "{name}"'),
    "BW217": Sentence(ERROR, 'the cover counts out "{part}" ({low}) of "{whole}" ({high}): {why}'),
    "BW218": Sentence(ERROR, 'no audience is called "{name}"'),
    "BW219": Sentence(
        WARNING,
        'the source "{source}" says {stated} paragraphs, and its text has {counted}',
        "paragraphs are counted as the lines that are not empty, from 1",
    ),
    "BW220": Sentence(NOTE, 'no audience is called "{name}", so nobody sees this'),
    "BW221": Sentence(ERROR, 'the figure "{name}" cannot be derived by "{derivation}": {why}'),
    # BW3xx  audiences, outlines, templating
    "BW301": Sentence(ERROR, 'there is no audience "{name}"'),
    "BW302": Sentence(ERROR, 'there is no outline "{name}"'),
    "BW303": Sentence(ERROR, 'there is no language "{name}"'),
    "BW304": Sentence(ERROR, 'the template "{name}" extends itself, by way of {way}'),
    "BW305": Sentence(ERROR, "a template of this kind ({kind}) is a mapping of keys to values"),
    "BW306": Sentence(ERROR, 'the outline has no {what} "{name}"'),
    "BW307": Sentence(
        ERROR, 'two slides have the id "{name}"', "the first stands at {first}; name one of them otherwise"
    ),
    "BW308": Sentence(ERROR, "this slide has no {key}", "a slide has an id, a form and, but for a few forms, a title"),
    "BW309": Sentence(ERROR, "{what} has to be {wanted}, and this is {found}"),
    "BW310": Sentence(ERROR, "the template cannot be read: {why}"),
    "BW311": Sentence(ERROR, '"{name}" is not defined here'),
    "BW312": Sentence(ERROR, "the template reaches for what it may not have: {what}"),
    "BW313": Sentence(ERROR, "the template makes {what}"),
    "BW314": Sentence(WARNING, 'the storyline speaks of a {what} "{name}" that no shipped outline has'),
    "BW315": Sentence(
        NOTE, 'the form {form} of the slide "{name}" has no place for a so-what; the speaker\'s notes carry it'
    ),
    "BW316": Sentence(
        ERROR,
        '{what} is marked "{marking}", stricter than this output, "{output}"',
        "keep it from this audience with `for:`, or mark the output as strictly",
    ),
    "BW317": Sentence(ERROR, 'the theme has no marking "{name}"'),
    "BW318": Sentence(NOTE, "{count} slides are over the limit of {limit}: {names} moved to the appendix"),
    "BW319": Sentence(
        WARNING,
        'the figure "{figure}" is shown without the limitation "{limitation}" that qualifies it',
        "let a slide show the limitation, or leave the figure out",
    ),
    "BW320": Sentence(WARNING, '{key} names "{name}", and nothing goes by that name'),
    "BW330": Sentence(ERROR, 'a fence says "{said}", and nothing is placed so', "it can say: {known}"),
    "BW331": Sentence(ERROR, 'a fence names "{name}", and no slide of this audience has that id'),
    "BW332": Sentence(
        ERROR, 'there is no handout template "{name}"', "briefwright list handouts names those there are"
    ),
    # BW4xx  forms and their fields
    "BW401": Sentence(ERROR, "{where} has no field {field}"),
    "BW402": Sentence(ERROR, "{where} needs {field}"),
    "BW403": Sentence(ERROR, "{where} takes {wanted}, and this is {found}"),
    "BW404": Sentence(ERROR, "{where} takes at most {most} entries, and has {count}"),
    "BW405": Sentence(ERROR, "{where} needs at least {least} entries, and has {count}"),
    "BW406": Sentence(ERROR, "there is no form {name}"),
    "BW407": Sentence(ERROR, "this picture cannot be read", "save it as PNG or JPEG"),
    "BW410": Sentence(
        ERROR, "{where} has {count} cells, and the table has {columns} columns", 'write "" for a cell that stays empty'
    ),
    "BW411": Sentence(ERROR, "{where} names no column: {key}", "columns count from 0; -1 stands for none"),
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
        WARNING, "page {page}: {share:.0f} % of the body is filled", "from 35 % to 90 % reads best: say more, or cut"
    ),
    # BW7xx  output
    "BW701": Sentence(ERROR, "cannot be written: {why}", "choose another folder with -o"),
    "BW702": Sentence(
        ERROR, "was edited since it was built, and is not overwritten", "save it elsewhere, or build with --force"
    ),
    "BW703": Sentence(ERROR, "{given!r} is not ID=PATH", "for example --source slr=sources/article.txt"),
    "BW704": Sentence(ERROR, "exists already", "choose another name, or use --force"),
    "BW705": Sentence(
        ERROR, "{name!r} is no name for a brief", "letters, digits and hyphens, a letter first: my-brief"
    ),
    "BW706": Sentence(ERROR, 'the brief has no source "{source}"'),
    "BW707": Sentence(ERROR, 'there is no handout called "{name}"'),
    "BW708": Sentence(ERROR, "the file is no plain text in UTF-8", "save the source as text, a paragraph a line"),
    "BW710": Sentence(
        ERROR,
        "the PDF cannot embed the font {font}: it has no TrueType outlines",
        "name a font with a .ttf file in the theme's fonts",
    ),
    # BW8xx  findings of check
    "BW801": Sentence(WARNING, 'the figure "{name}" has no {what}', "{give}"),
    "BW802": Sentence(
        WARNING, "the number {number} stands in a text", "make it a figure and write {{{{ figures.NAME }}}} instead"
    ),
    "BW803": Sentence(
        WARNING,
        "likelihood ({likely}) and confidence stand in one sentence",
        "say how likely first, how sure you are next",
    ),
    "BW804": Sentence(NOTE, "one source carries the whole brief", "the bottom line and the sources slide say so"),
    "BW805": Sentence(WARNING, 'the title "{title}" states no claim', "write the sentence that the slide proves"),
    "BW806": Sentence(WARNING, "the title has {count} words", "20 are the most that a reader takes in"),
    "BW811": Sentence(ERROR, '{cite} cites a paragraph that is not there: "{source}" has {count}'),
    "BW812": Sentence(
        NOTE, 'citations of "{source}" were not checked against its text', "give it with --source {source}=PATH"
    ),
    "BW813": Sentence(
        WARNING,
        "{where} is cited for {what}, and does not name it",
        "check the paragraph, or list the source's spelling under `also` or `corrections`",
    ),
    "BW814": Sentence(
        WARNING,
        "{where} is cited for {what}, and does not give that number",
        "check the paragraph and the number; what you counted yourself is a figure with `ours: true`",
    ),
    "BW821": Sentence(ERROR, "page {page} has {count} titles, and needs one"),
    "BW822": Sentence(ERROR, "page {page}: the title takes {lines} lines, and {most} are the most", "cut it"),
    "BW823": Sentence(ERROR, 'page {page} has the same title as page {first}: "{title}"', "say what is new on it"),
    "BW824": Sentence(ERROR, "{where}: type of {size:g} pt, and {floor:g} pt is the least"),
    "BW825": Sentence(WARNING, "page {page} has {count} sizes of type ({sizes}), and {most} are the most"),
    "BW826": Sentence(
        WARNING, "page {page} has {count} words in its body, and {most} read well", "cut, or split the slide"
    ),
    "BW827": Sentence(ERROR, "page {page} has {count} words in its body, and {most} are the most", "split the slide"),
    "BW828": Sentence(
        ERROR,
        "{where}: {colour} on {ground} has a contrast of {ratio:.1f} to 1, and needs {needed:.1f}",
        "choose colours further apart in the theme",
    ),
    "BW831": Sentence(ERROR, '{count} {what} are named "{name}"'),
}


def diagnose(code: str, span: Span | None = None, /, *, hint: str | None = None, **words: object) -> Diagnostic:
    """The diagnostic of a code, its placeholders filled. ``hint`` replaces the catalogue's own hint."""
    sentence = CATALOGUE[code]
    usual = sentence.hint.format(**words) if sentence.hint and hint is None else None
    return Diagnostic(code, sentence.severity, sentence.text.format(**words), span, hint or usual)


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate that ``word`` was probably meant to be, or None."""
    from difflib import get_close_matches  # only a mistake needs it

    return next(iter(get_close_matches(word, list(candidates), n=1, cutoff=0.6)), None)
