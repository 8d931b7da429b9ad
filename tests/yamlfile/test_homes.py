"""A key in the wrong place is told where it stands."""

from pathlib import Path

import pytest

from briefwright.brief.read import read
from briefwright.core.diagnostics import Refused

HEAD = "briefwright: 1\nid: tea\ntitle: Tea\nas_of: 2024-04\nbottom_line: {headline: Tea grows%s}\n"


def hint(folder: Path, more: str, within: str = "") -> str:
    (folder / "tea.yaml").write_text(HEAD % within + more, encoding="utf-8")
    with pytest.raises(Refused) as refusal:
        read(folder / "tea.yaml")
    [found] = [d for d in refusal.value.diagnostics if d.code == "BW121"]
    return str(found.hint)


@pytest.mark.parametrize(
    ("more", "within", "says"),
    [
        ("organisation: Example\n", "", '"organisation" stands under "author"'),
        ("", ", judgements: []", '"judgements" stands at the top of the file'),
        ("recommended: true\n", "", '"recommended" stands under "options"'),
        ("judgments: []\n", "", 'did you mean "judgements"?'),
        ("name: Tea\n", "", "known here: briefwright, id, "),  # many mappings have a name
        ("nonsense: 1\n", "", "known here: briefwright, id, "),
        ("options: [{title: A, summary: B}]\n", "", "known here: title, text, gain, cost, "),
    ],
)
def test_a_hint_names_the_place_of_a_key_that_stands_elsewhere(
    tmp_path: Path, more: str, within: str, says: str
) -> None:
    assert hint(tmp_path, more, within).startswith(says)
