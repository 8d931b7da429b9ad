"""What a check of a brief and its pages finds."""

from __future__ import annotations

from .sentence import ERROR, NOTE, WARNING, Sentence

SENTENCES: dict[str, Sentence] = {
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
    "BW807": Sentence(
        NOTE,
        "slides titled with a plain noun, for want of a claim that the brief makes: {ids}",
        "say what a slide proves under storyline.slides.ID.title",
    ),
    "BW811": Sentence(ERROR, '{cite} cites a paragraph that is not there: "{source}" has {count}'),
    "BW812": Sentence(NOTE, "citations of {sources} were not checked against the text", "give it with {options}"),
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
    "BW815": Sentence(
        ERROR,
        'the figure "{name}" is {value}, and the cell that it cites, {cell}, says "{found}"',
        "take the value from the cell, from: FILE!SHEET!CELL, or cite another",
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
    "BW832": Sentence(ERROR, "{where}: the bars of the chart do not start at zero"),
    "BW833": Sentence(ERROR, "{where}: {colour} on {ground} has a contrast of {ratio:.1f} to 1, and a graphic needs 3"),
    "BW834": Sentence(WARNING, "{where}: {one} and {other} look alike to the colour-blind (ΔE {distance:.0f} of 10)"),
    "BW835": Sentence(
        WARNING, 'the chart "{id}" says nothing of its {what}', "what is counted, where and when stand under its title"
    ),
    "BW836": Sentence(
        WARNING,
        "{where}: {share:.0%} of the picture is hardly seen on {ground}, which shows through it",
        "give it a ground of its own, or a version for grounds like this one",
    ),
}
