"""The reference theme in three sets of colours, made by hand for the tests of the writers."""

from briefwright.theme.model import PageFrame, Theme, Type

PAPER = {
    "paper": "#FFFFFF", "tint": "#F2F3F5", "rule": "#C7CCD3", "ink": "#15181D", "ink2": "#434A54", "muted": "#5C6470",
    "mid": "#858E99", "on_mid": "#15181D", "accent": "#CB2A1A", "on_accent": "#FFFFFF", "accent_tint": "#FBE9E6",
    "second": "#1B5A7A",
}  # fmt: skip
NIGHT = {
    "paper": "#10141A", "tint": "#1A2029", "rule": "#3A4452", "ink": "#F3F5F7", "ink2": "#C3CAD3", "muted": "#9AA4B1",
    "mid": "#7D8998", "on_mid": "#10141A", "accent": "#F5B83D", "on_accent": "#10141A", "accent_tint": "#3A3120",
    "second": "#7DB4FF",
}  # fmt: skip
CLIENT = {
    "paper": "#FBF8F2", "tint": "#F1EBE0", "rule": "#D3C9B8", "ink": "#28211B", "ink2": "#51473E", "muted": "#6B5F54",
    "mid": "#958775", "on_mid": "#28211B", "accent": "#0B5D57", "on_accent": "#FFFFFF", "accent_tint": "#DCE9E4",
    "second": "#A24A17",
}  # fmt: skip


def theme(colours: dict[str, str] = PAPER, name: str = "paper") -> Theme:
    """A theme of the reference size and type scale in any set of colours."""
    return Theme(
        name=name,
        title=name.capitalize(),
        colours=colours,
        frame=PageFrame(
            tracker=(48, 15, 864, 18),
            headline=(48, 48, 790.5, 60),
            lead=(48, 114, 790.5, 21),
            body=(48, 156, 864, 324),
            strip=(48, 438, 864, 42),
            source=(48, 499, 570, 24),
            marking=(636, 499, 246, 12),
            page=(888, 499, 24, 12),
            stamp=(846, 30, 66, 18),
        ),
        type={
            "display": Type(steps=((48, 54), (40, 45), (34, 39)), bold=True, tracking=-0.9, family="heading"),
            "display_sub": Type(steps=((48, 54), (40, 45), (34, 39)), tracking=-0.9, colour="ink2", family="heading"),
            "num_xl": Type(steps=((54, 57), (44, 48), (36, 39)), bold=True, tracking=-1.4, family="heading"),
            "num_l": Type(steps=((40, 42),), bold=True, tracking=-0.8, family="heading"),
            "message": Type(steps=((54, 60), (44, 48), (36, 42)), bold=True, tracking=-1.1, family="heading"),
            "h1": Type(steps=((26, 30), (24, 27)), bold=True, tracking=-0.35, family="heading"),
            "lead": Type(steps=((16, 21), (14, 18)), colour="ink2"),
            "h2": Type(steps=((18, 24), (16, 21)), bold=True, tracking=-0.1, family="heading"),
            "h3": Type(steps=((14, 18),), bold=True, family="heading"),
            "body": Type(steps=((14, 18), (12, 15))),
            "small": Type(steps=((12, 15),)),
            "smallb": Type(steps=((12, 15),), bold=True),
            "meta": Type(steps=((9, 12),), colour="muted"),
            "metab": Type(steps=((9, 12),), bold=True, tracking=0.2, colour="muted"),
            "divider": Type(steps=((400, 400),), bold=True, family="heading"),
        },
    )
