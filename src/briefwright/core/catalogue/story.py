"""What can be wrong with audiences, outlines, templates and the fields of forms."""

from __future__ import annotations

from .sentence import ERROR, NOTE, WARNING, Sentence

SENTENCES: dict[str, Sentence] = {
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
    "BW318": Sentence(
        NOTE,
        "{audience} takes {limit} slides: {names} moved to the appendix",
        "raise limits.slides, or `require` what has to stay",
    ),
    "BW319": Sentence(
        WARNING,
        'the figure "{figure}" is shown without the limitation "{limitation}" that qualifies it',
        "let a slide show the limitation, or leave the figure out",
    ),
    "BW320": Sentence(WARNING, '{key} names "{name}", and nothing goes by that name'),
    "BW321": Sentence(ERROR, 'the brief has no chart "{name}"'),
    "BW322": Sentence(ERROR, 'there is no fixed word "{name}"', "the language files name those there are"),
    "BW323": Sentence(
        WARNING,
        "the deck is {count} pages over its limit of {limit}, and nothing more may move to the appendix",
        "raise limits.slides, or require less",
    ),
    "BW324": Sentence(
        NOTE,
        "texts that have no wording in {language} and stand as they are: {count}, at lines {lines}",
        'give them one: {{default: …, "@{language}": …}}',
    ),
    "BW325": Sentence(
        ERROR,
        "the language has no word for {names}",
        'take the missing words over from another language: "extends: en"',
    ),
    "BW326": Sentence(
        ERROR,
        'the text "{text}" cannot be filled: {why}',
        "it may hold {names}, in plain braces; a brace itself is written twice",
    ),
    "BW327": Sentence(
        ERROR,
        'the form "{form}" shows no table',
        "table, register and key-figures do; a chart is drawn from one under charts:, by data:",
    ),
    "BW330": Sentence(ERROR, 'a fence says "{said}", and nothing is placed so', "it can say: {known}"),
    "BW331": Sentence(ERROR, 'a fence names "{name}", and no slide of this audience has that id'),
    "BW332": Sentence(
        ERROR, 'there is no handout template "{name}"', "briefwright list handouts names those there are"
    ),
    "BW333": Sentence(
        ERROR,
        'the audience "{audience}" gets no slide: its outline "{outline}" makes none of this brief',
        "`extends: briefing` takes over the slides of the shared outline",
    ),
    # BW4xx  forms and their fields
    "BW403": Sentence(ERROR, "{where} takes {wanted}, and this is {found}"),
    "BW404": Sentence(ERROR, "{where} takes at most {most} entries, and has {count}"),
    "BW405": Sentence(ERROR, "{where} needs at least {least} entries, and has {count}"),
    "BW406": Sentence(ERROR, 'there is no form "{name}"'),
    "BW410": Sentence(
        ERROR, "{where} has {count} cells, and the table has {columns} columns", 'write "" for a cell that stays empty'
    ),
    "BW411": Sentence(ERROR, "{where} names no column: {key}", "columns count from 0; -1 stands for none"),
    "BW412": Sentence(ERROR, '{where} names "{name}", and no node has that id'),
    "BW413": Sentence(
        ERROR, "the branches of {where} add up to {sum:g} %", "siblings exclude each other and add up to 100 %"
    ),
    "BW414": Sentence(
        ERROR, "some branches of {where} have a share and some have none", "give each its share, or none"
    ),
    "BW416": Sentence(ERROR, "{where} ends before it starts", "`end` is no earlier than `start`"),
    "BW417": Sentence(
        ERROR,
        '{where} says "{said}", and of the {total} rows {counted} have words in the accent',
        "leave it out, and the form counts the rows itself",
    ),
    "BW418": Sentence(ERROR, "{where} is the year {year}, and a timeline shows the years 1 to 9999"),
    "BW420": Sentence(
        ERROR,
        "{where}: the parts before {total} add up to {sum}, and it is {value}",
        "mend a figure, or derive the total from its parts",
    ),
    "BW422": Sentence(
        WARNING,
        "{where}: no room to print {count} of its numbers",
        "the sheet of the chart holds them; draw fewer parts",
    ),
    "BW423": Sentence(
        ERROR,
        "{where}: {count} for {categories} categories",
        "give a number for each category, and {{}} where one is not known",
    ),
    "BW424": Sentence(
        ERROR, "{where} has no name that tells it from the other series", "give each series a `name` of its own"
    ),
    "BW425": Sentence(ERROR, '{where}: two nodes have the id "{name}"', "edges name a node by its id"),
    "BW426": Sentence(
        ERROR,
        "{where}: {value} is below zero, and this kind of chart has no room for that",
        "shares, pies, funnels and mirrored bars show what is there: use `kind: bar` or `kind: column`",
    ),
    "BW427": Sentence(
        WARNING,
        "{where}: slices of nearly one size, or one slice alone, are hard to read",
        "bars say it better: `kind: bar`",
    ),
    "BW428": Sentence(
        ERROR, "{where}: {value} has no place on a log scale", "a log scale shows numbers above zero: leave `scale` out"
    ),
    "BW429": Sentence(
        ERROR,
        "{where}: bars and areas start at zero, which a log scale does not have",
        "use `kind: line`, `dumbbell`, `slope` or `scatter` with it",
    ),
    "BW430": Sentence(ERROR, "{where}: {kind} takes {wanted} series, and has {count}", "{mend}"),
    "BW431": Sentence(
        WARNING, "{where}: no room to name {count} of its dots", "the sheet of the chart holds their names; draw fewer"
    ),
    "BW432": Sentence(
        ERROR,
        "{where}: its shares add up to {total} %, and slices show all of a whole",
        "give the rest a row of its own, or draw `kind: bar`",
    ),
    "BW433": Sentence(
        ERROR,
        "{where} has {count} series, and a chart of this kind shows {most} at most",
        "of a table, name the columns to show, `values: [...]`, or with `by:` the rows, `where: {{COLUMN: [...]}}`; "
        "else draw several charts",
    ),
    "BW434": Sentence(
        ERROR,
        "{where} has {count} categories, and a chart of this kind has room for {most} at most",
        "of a table, say `top:`, `where:` or `group:`; else leave some out or draw several charts",
    ),
    "BW440": Sentence(ERROR, "{where} takes at most {most} words, and has {count}", "quote the sentence that counts"),
    "BW441": Sentence(ERROR, "{where} counts past the last: {key}", "it counts from 0; -1 stands for none"),
    "BW442": Sentence(ERROR, "{where} takes at most {most} characters, and has {count}"),
    "BW443": Sentence(ERROR, "{where} ends before it starts"),
    "BW444": Sentence(
        ERROR, 'the milestone "{text}" finds no room beside its mark', "shorten it, or say it in the row's title"
    ),
    "BW445": Sentence(
        WARNING,
        "{where} has {width} × {height} pixels, {density} an inch where it stands, and will look coarse",
        "a file of {wanted} pixels across would be sharp",
    ),
    "BW446": Sentence(
        ERROR,
        "{where} is a point of the picture, two numbers from 0 to 100: {found}",
        "[50, 30] is the middle, 30 % down",
    ),
    "BW447": Sentence(ERROR, '{where} names "{name}", and no column has that head'),
    "BW448": Sentence(
        ERROR, '{where} is "{said}", and a line is drawn of numbers', 'write "" where there is no number: it is a gap'
    ),
    "BW449": Sentence(ERROR, '{where}: there is no icon "{name}"'),
    "BW450": Sentence(ERROR, 'the form "{name}" cannot share a page'),
    "BW451": Sentence(
        ERROR, "{where}: a page has one so-what, and a panel has none", "say it in the so_what of the slide"
    ),
    "BW452": Sentence(
        ERROR,
        "the widths of {where} are {said}, and the page has {columns} columns",
        "give each panel its width, or none of them",
    ),
    "BW453": Sentence(
        ERROR,
        '{where}: the icon "{name}" needs the set of icons',
        "install it with: python -m pip install 'briefwright[icons]'",
    ),
    "BW460": Sentence(ERROR, 'the theme "{theme}" has no layout "{name}"'),
    "BW461": Sentence(ERROR, 'the layout "{layout}" has no placeholder "{name}"'),
    "BW462": Sentence(
        ERROR,
        'the placeholder "{name}" has room for one page of the form "{form}", which takes {count}',
        "say less in it, or give the form a slide of its own",
    ),
}
