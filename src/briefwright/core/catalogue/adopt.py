"""What can go wrong with a client's own file, and what the report on a theme made from it says."""

from __future__ import annotations

from .sentence import ERROR, NOTE, WARNING, Sentence

SENTENCES: dict[str, Sentence] = {
    # BW53x  a client's file that cannot be used
    "BW530": Sentence(ERROR, "this is no PowerPoint file: {what}", "save it in PowerPoint as .potx or .pptx"),
    "BW531": Sentence(ERROR, "the file is protected by a password", "save a copy without one: File, Info, Protect"),
    "BW532": Sentence(
        ERROR, "the file holds macros ({kind}), and they are not run", "leave them out by --without-macros"
    ),
    "BW533": Sentence(
        ERROR, "the file is damaged: {why}", "open it in PowerPoint, let it be repaired, and save it anew"
    ),
    "BW534": Sentence(
        ERROR,
        "the file unpacks to {size} MB or has too many parts; {limit} MB are the most",
        "take its sample slides and their pictures out",
    ),
    "BW535": Sentence(ERROR, "the file has no {what}", "open it in PowerPoint, let it be repaired, and save it anew"),
    "BW536": Sentence(
        ERROR,
        "the page of {width:.0f} x {height:.0f} pt is of no shape that slides are made in",
        "between 3:5 and 3:1 can be used",
    ),
    "BW537": Sentence(
        ERROR, "the file leaves no room for content: {w:.0f} x {h:.0f} pt", "give its layouts a larger body"
    ),
    "BW538": Sentence(ERROR, "the file holds controls that run code ({part})", "take them out in PowerPoint"),
    "BW539": Sentence(
        ERROR, "no deck can be built in the layout for {layout}: {why}", "choose another by --layout {layout}=NAME"
    ),
    # BW54x  a theme with a base
    "BW541": Sentence(ERROR, "there is no file {path} in the folder of this theme or below it"),
    "BW542": Sentence(ERROR, 'the file of the theme has no layout "{layout}"'),
    "BW543": Sentence(ERROR, 'the layout "{layout}" has no placeholder with the idx {index}'),
    "BW544": Sentence(
        ERROR, "a theme with a `base` needs its `layouts`", "briefwright theme adopt FILE writes them down"
    ),
    "BW545": Sentence(ERROR, "`page` is for themes of ours: the file of the `base` has a page of its own"),
    "BW546": Sentence(ERROR, "`{key}` is for themes with a `base`"),
    "BW547": Sentence(
        ERROR, "{name!r} is no name for a theme", "give one with -o: letters, digits, - and _, 60 at most"
    ),
    "BW548": Sentence(
        ERROR, "is there already, and is not a theme that was adopted", "choose another name with -o, or move it away"
    ),
    # BW55x  the report of an adoption
    "BW550": Sentence(WARNING, 'the font "{font}" is not at hand: it is measured as {instead}{how}'),
    "BW551": Sentence(WARNING, "{what} {had} reaches {ratio:.1f} to 1 on {ground}, and needs {least:g}: {now} instead"),
    "BW552": Sentence(WARNING, "{what} is missing: {filled}"),
    "BW553": Sentence(NOTE, "{what}"),
    "BW554": Sentence(NOTE, "{key}: yours ({yours}) stays, the file says {theirs}"),
    "BW555": Sentence(WARNING, "{what} is drawn in the deck and not in the PDFs: {why}"),
    "BW556": Sentence(WARNING, "{what} ({part}) stays out of decks: {why}"),
    "BW557": Sentence(WARNING, "{what}"),
    "BW558": Sentence(ERROR, "the colour {key} of the brand is none: {value}", "#RRGGBB, or a name of its palette"),
    "BW559": Sentence(
        WARNING,
        "the logo {path} stays out of the theme: {why}",
        "lay its file beside the brand's, or name it in the brief: author.logo, or client.logo",
    ),
}
