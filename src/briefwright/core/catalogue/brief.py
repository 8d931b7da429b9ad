"""What can be wrong with a file and with the facts in it."""

from __future__ import annotations

from .sentence import ERROR, NOTE, WARNING, Sentence

_QUOTES = 'put the text in quotes, or after ">-" on lines of its own'

SENTENCES: dict[str, Sentence] = {
    # BW1xx  reading files and YAML
    "BW101": Sentence(ERROR, "the file {what}"),
    "BW102": Sentence(ERROR, "the file has {size:,} bytes, and {limit:,} is the most"),
    "BW103": Sentence(ERROR, "the file is empty"),
    "BW104": Sentence(
        ERROR, "the byte 0x{byte:02X} is not UTF-8", "save the file as UTF-8; it may be Windows-1252 now"
    ),
    "BW105": Sentence(ERROR, "this is {kind}, and a text in UTF-8 is due"),
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
    "BW130": Sentence(
        ERROR, "this is a link that leads out of the folder {folder}", "lay a copy of the file in its place"
    ),
    "BW131": Sentence(
        ERROR, '"{path}" leads out of the folder of the brief', "lay a copy of the file beside the brief"
    ),
    "BW132": Sentence(ERROR, '"{path}" {what}'),
    "BW133": Sentence(
        ERROR,
        '"{path}" is no picture that can be used: {why}',
        "PNG, JPEG, GIF, WebP, AVIF, TIFF, BMP and plain SVG can; export a HEIC or an EMF as one of them",
    ),
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
    "BW153": Sentence(ERROR, 'the text is cut here: inside {{ }} "{sign}" cannot stand in a text', _QUOTES),
    "BW154": Sentence(
        ERROR,
        "this text has a line break, and a name, a label or a head stands on one line",
        'write it on one line, or after ">-" on lines of its own without an empty one between them',
    ),
    "BW155": Sentence(ERROR, '"{name}" cannot name a folder, as {what} does', "{form}"),
    "BW157": Sentence(
        ERROR, '"{name}", which the package {package} brings ({group}), {why}', "mend the package, or uninstall it"
    ),
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
    "BW222": Sentence(
        ERROR,
        'the value of the figure "{name}" is {value}, outside of its range, {low} to {high}',
        "low and high bound the value; an end that is left out is the value itself",
    ),
    "BW223": Sentence(
        WARNING,
        'the figure "{name}" is {value} with style: percent, which prints "{value}%"',
        'write {times} where {times}% is meant; where it is {value}%, write unit: "%" in place of the style',
    ),
    # BW23x  figures from a sheet
    "BW230": Sentence(
        ERROR, '"{path}" is no sheet that can be read', "save it as CSV in UTF-8, or as .xlsx; read are {kinds}"
    ),
    "BW231": Sentence(ERROR, "the {kind} {what}"),
    "BW232": Sentence(ERROR, 'no column of a sheet of figures is called "{name}"'),
    "BW233": Sentence(ERROR, 'row {row}, column "{column}"{where}: {what}'),
    "BW234": Sentence(ERROR, 'the {what} "{name}" stands twice', "the first stands at {first}; keep one of them"),
    "BW235": Sentence(
        ERROR,
        "a workbook is read with openpyxl, which is not installed",
        "install it with: python -m pip install 'briefwright[xlsx]'; or save the sheet as CSV",
    ),
    "BW236": Sentence(
        NOTE, "the file is not UTF-8, and was read as Windows-1252", "look at its accents, or save it as UTF-8"
    ),
    "BW237": Sentence(
        WARNING,
        'the sheet "{sheet}" hides {what}, left out here',
        "say hidden: true where they count, hidden: false where they do not",
    ),
    "BW238": Sentence(ERROR, '"{text}" names no cell', "write FILE!SHEET!CELL, such as budget.xlsx!Plan!C7"),
    "BW239": Sentence(ERROR, 'the cell {cell} of "{path}" {what}'),
    # BW24x  a table of clients
    "BW240": Sentence(ERROR, "the row has no name", "name the client, or empty the row"),
    "BW241": Sentence(
        ERROR,
        '"{name}" is no id for a client, whose folder is called by it',
        "an id holds letters, digits, - and _, {most} at most; without the column it is made from the name",
    ),
    "BW242": Sentence(
        NOTE,
        'no template can ask for the column "{name}", which is left out',
        'a heading holds letters, digits and _, a letter first, and is not "names" or "cited"; "#" opens a comment',
    ),
    "BW243": Sentence(WARNING, 'the column "{name}" is one of the clients\' own', 'did you mean "{meant}"?'),
    "BW244": Sentence(
        ERROR, '"{path}" leads out of the folder of the table', "lay a copy of the file beside the table"
    ),
    "BW245": Sentence(
        ERROR,
        'the chart "{id}" measures "{one}" in {unit} and "{other}" in {others} on one axis',
        "draw two charts, or `kind: combination` with a `second_axis`",
    ),
    # BW25x  tables under data:
    "BW250": Sentence(ERROR, "the query cannot be answered: {why}", "it is one SELECT over the tables before it"),
    "BW251": Sentence(
        ERROR,
        "{what} read by DuckDB, which is not installed",
        "install it with: python -m pip install 'briefwright[data]'",
    ),
    "BW252": Sentence(ERROR, 'the table "{name}" {what}'),
    "BW253": Sentence(ERROR, 'no table is called "{name}"'),
    "BW254": Sentence(ERROR, 'the chart "{id}" cannot be drawn from the table "{name}": {what}'),
    "BW255": Sentence(NOTE, "the rows {first} to {last} stand below the table and were left out as notes on it"),
    "BW256": Sentence(NOTE, 'the column "{name}" says nothing of a figure, and was left out'),
    "BW257": Sentence(
        NOTE,
        '"{text}" and its like were read as decimals, since commas part the cells',
        "say `decimal: ','` beside `file:` where the point parts thousands",
    ),
    "BW258": Sentence(NOTE, "row {row} has no name, and was left out of the chart"),
    "BW259": Sentence(
        WARNING,
        'the chart shows "{name}", the sum of its other rows, beside them',
        "leave it out: where: {{{column}: '!= {name}'}}",
    ),
    # BW26x  a sheet of translations
    "BW260": Sentence(ERROR, 'the sheet has no column "{name}"', "briefwright translate BRIEF -l LANGUAGE writes one"),
    "BW261": Sentence(ERROR, "this text has another translation at line {line}", "keep one of them"),
    "BW262": Sentence(
        NOTE, 'no text of the brief reads like this any more: "{text}"', "briefwright translate takes such rows out"
    ),
    "BW263": Sentence(WARNING, "the translation lacks {lost}, which its text has"),
    "BW264": Sentence(ERROR, "a sheet of translations is written as CSV", "name a file that ends in .csv"),
    # BW27x  a chart of a table
    "BW270": Sentence(
        WARNING,
        'the chart shows "{name}" {count} times, and does not say which {column} each is of',
        "take one of them, where: {{{column}: '{entry}'}}, or make it the series, by: {column}",
    ),
}
