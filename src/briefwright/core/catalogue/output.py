"""What can go wrong with the files that are written."""

from __future__ import annotations

from .sentence import ERROR, NOTE, WARNING, Sentence

SENTENCES: dict[str, Sentence] = {
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
    "BW709": Sentence(
        ERROR, "is there already, and no build of ours left it there", "move it away, or build with --force"
    ),
    "BW710": Sentence(
        ERROR,
        "the PDF cannot embed the font {font}: it has no TrueType outlines",
        "name a font with a .ttf file in the theme's fonts",
    ),
    "BW711": Sentence(
        ERROR,
        "was edited since it was built, and is not overwritten; {changed}",
        "save it elsewhere, or build with --force",
    ),
    "BW712": Sentence(ERROR, 'there is no {kind} "{name}" to copy'),
    "BW713": Sentence(
        ERROR,
        "is the shared template itself, so there is nothing to copy",
        "edit it here; or lay a copy beside a brief with --beside BRIEF",
    ),
    "BW720": Sentence(NOTE, "the one-pager has no room for {what}: {said}"),
    "BW721": Sentence(ERROR, "the one-pager has no room even for its bottom line", "shorten the headline"),
    "BW722": Sentence(
        WARNING, "the script takes {total} minutes, and the audience gives {minutes}", "say less, or cut slides"
    ),
    "BW724": Sentence(
        NOTE, "the one-pager leaves out {said}", "it is one page; `briefwright check` quotes what is cut"
    ),
    "BW725": Sentence(ERROR, "a Word document needs python-docx", "pip install 'briefwright[word]'"),
    "BW730": Sentence(
        ERROR,
        "another build writes into this folder",
        "wait until it has ended; if none runs, delete {lock} there",
    ),
    "BW731": Sentence(NOTE, "a build that was ended while it wrote here was undone"),
    "BW732": Sentence(
        ERROR,
        "the system has no more {what} for this; {written}",
        "close other programs, raise the limit, or build fewer audiences at once",
    ),
    "BW733": Sentence(
        ERROR,
        "a fault of briefwright itself{work}: {fault}; {written}",
        "please report it, with what the same command says with --debug and, where it may be shown, the brief",
    ),
    "BW734": Sentence(ERROR, "the working folder is gone", "change to one that exists, for example with cd"),
    "BW735": Sentence(
        ERROR,
        "the system ended a process that was at work, perhaps for want of memory; {written}",
        "close other programs, or build fewer audiences at once",
    ),
    "BW746": Sentence(ERROR, "{address} {why}", "start a scheduler and its workers, or leave --executor out"),
    "BW747": Sentence(
        ERROR,
        "a worker on {host} would not make the same bytes: {what}",
        "install the same versions there: python -m pip freeze tells them",
    ),
}
