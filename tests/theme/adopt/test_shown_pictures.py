"""Pictures of a client's file are seen in the PDFs as offices show them: recoloured, turned, cut to a shape, tiled."""

import io
import re
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from pptx import Presentation

from tests.clients import MASTER, edited, written
from tests.hard_clients import PICTURE_TYPES, drawn_on, pic, preset, related, shape, solid, typed, wide
from tests.theme.adopt.test_background import near
from tests.theme.adopt.test_inherited import made

BRIEF = Path(__file__).resolve().parents[2] / "briefs" / "tea.yaml"
RED, BLUE, WHITE = "E02020", "2020E0", "FFFFFF"
Y, W, H = 7.05, 0.6, 0.3  # inches: all stand in a row at the foot of the page, apart from its words


def two_halves() -> bytes:
    """A picture that is red at its left and blue at its right."""
    image = Image.new("RGB", (60, 30), f"#{RED}")
    image.paste(f"#{BLUE}", (30, 0, 60, 30))
    file = io.BytesIO()
    image.save(file, "PNG", dpi=(100, 100))
    return file.getvalue()


def at(x: float, *, effects: str = "", crop: str = "", turn: str = "", cut: str = "rect") -> str:
    made = pic(600 + round(10 * x), "Mark", "rIdM", (x, Y, W, H), crop=crop, more=effects)
    return made.replace("<a:xfrm>", f"<a:xfrm {turn}>").replace('prst="rect"', f'prst="{cut}"')


def changed(old: str, new: str, alpha: int = 100_000) -> str:
    to = f'<a:srgbClr val="{new}"><a:alpha val="{alpha}"/></a:srgbClr>'
    return f'<a:clrChange><a:clrFrom><a:srgbClr val="{old}"/></a:clrFrom><a:clrTo>{to}</a:clrTo></a:clrChange>'


def marks() -> str:
    tile = '<a:blipFill><a:blip r:embed="rIdM"/><a:tile sx="100000" sy="100000" algn="tl"/></a:blipFill>'
    veil = '<a:solidFill><a:srgbClr val="000000"><a:alpha val="50000"/></a:srgbClr></a:solidFill>'
    stops = "".join(
        f'<a:gs pos="{at}"><a:srgbClr val="{WHITE}"><a:alpha val="{at}"/></a:srgbClr></a:gs>' for at in (0, 100_000)
    )
    fade = f'<a:gradFill><a:gsLst>{stops}</a:gsLst><a:lin ang="0"/></a:gradFill>'
    inks = f'<a:fgClr><a:srgbClr val="{RED}"/></a:fgClr><a:bgClr><a:srgbClr val="{WHITE}"/></a:bgClr>'
    pattern = f'<a:pattFill prst="pct50">{inks}</a:pattFill>'
    return "".join((
        shape(653, "Pattern", (6.65, Y, 0.5, H), preset("rect"), pattern),
        at(0.3, effects="<a:grayscl/>"),
        at(1.3, turn='flipH="1"'), at(2.3, turn='rot="5400000"'), at(3.3, cut="ellipse"),
        at(4.3, crop='<a:srcRect l="-100000"/>'), shape(650, "Tiles", (5.3, Y, 2 * W, H), preset("rect"), tile),
        at(7.3, effects='<a:lum bright="70000" contrast="-70000"/>'),
        at(8.3, effects='<a:duotone><a:srgbClr val="008000"/><a:srgbClr val="008000"/></a:duotone>'),
        at(9.3, effects=changed(RED, "00FF00", 0)), at(10.3, effects='<a:alphaModFix amt="50000"/>'),
        at(11.3), shape(651, "Veil", (11.3, Y, W, H), preset("rect"), veil),
        at(12.3), shape(652, "Fade", (12.3, Y, W, H), preset("rect"), fade),
    ))  # fmt: skip


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Image.Image:
    """A page of content, 100 pixels an inch."""
    folder = tmp_path_factory.mktemp("marks")
    parts = typed(related(wide(), MASTER, "rIdM", "image", "../media/mark.png"), PICTURE_TYPES)
    parts["ppt/media/mark.png"] = two_halves()
    file = written(drawn_on(parts, marks()), folder / "client.pptx")
    return pypdfium2.PdfDocument(made(file, BRIEF, "slides.pdf"))[3].render(scale=100 / 72).to_pil().convert("RGB")


@pytest.mark.parametrize(
    ("what", "x", "y", "value"),
    [
        ("in greys, at its left", 0.4, 0.15, "595959"),
        ("in greys, at its right", 0.8, 0.15, "363636"),
        ("mirrored, at its left", 1.4, 0.15, BLUE),
        ("mirrored, at its right", 1.8, 0.15, RED),
        ("turned by a quarter, at its top", 2.6, -0.05, RED),
        ("turned by a quarter, at its foot", 2.6, 0.35, BLUE),
        ("turned by a quarter, beside it", 2.35, 0.15, WHITE),
        ("cut to an ellipse, within", 3.4, 0.15, RED),
        ("cut to an ellipse, at its corner", 3.32, 0.02, WHITE),
        ("with room at its left, there", 4.4, 0.15, WHITE),
        ("with room at its left, where it starts", 4.67, 0.15, RED),
        ("with room at its left, where it ends", 4.85, 0.15, BLUE),
        ("tiled, the first tile", 5.4, 0.15, RED),
        ("tiled, the second half of the first", 5.8, 0.15, BLUE),
        ("tiled, the second tile", 6.0, 0.15, RED),
        ("a pattern of two colours", 6.8, 0.15, "EF8F8F"),
        ("washed out", 7.4, 0.15, "FFD7D7"),
        ("in two tones", 8.4, 0.15, "008000"),
        ("with a colour that is made clear", 9.4, 0.15, WHITE),
        ("with a colour that is made clear, beside it", 9.8, 0.15, BLUE),
        ("faded by half", 10.4, 0.15, "F08F8F"),
        ("under a veil, at its left", 11.4, 0.15, "701010"),
        ("under a veil, at its right", 11.8, 0.15, "101070"),
        ("under a gradient, where that starts", 12.32, 0.15, RED),
        ("under a gradient, where that ends", 12.88, 0.15, "F8F8FE"),
    ],
)
def test_a_picture_is_seen_as_offices_show_it(what: str, x: float, y: float, value: str, page: Image.Image) -> None:
    seen = page.getpixel((round(100 * x), round(100 * (Y + y))))
    assert near(seen, value), (what, seen)


def test_pdfs_show_a_ground_in_two_tones_and_words_that_can_be_read_on_it(tmp_path: Path) -> None:
    tones = f'<a:duotone><a:prstClr val="black"/><a:srgbClr val="{BLUE}"/></a:duotone>'
    fill = f'<a:blipFill><a:blip r:embed="rIdM">{tones}</a:blip><a:stretch/></a:blipFill>'
    ground = f"<p:bg><p:bgPr>{fill}<a:effectLst/></p:bgPr></p:bg>"
    parts = edited(wide(), [MASTER], lambda text: re.sub(r"<p:bg>.*?</p:bg>", ground, text, flags=re.S))
    parts = typed(related(parts, MASTER, "rIdM", "image", "../media/mark.png"), PICTURE_TYPES)
    parts["ppt/media/mark.png"] = two_halves()
    pdf = pypdfium2.PdfDocument(made(written(parts, tmp_path / "client.pptx"), BRIEF, "slides.pdf"))
    seen = pdf[3].render(scale=1).to_pil().convert("RGB")
    assert near(seen.getpixel((5, 300)), "0B0B4E")
    assert near(seen.getpixel((955, 300)), "070730")
    assert seen.convert("L").getextrema()[1] > 200


def test_the_line_around_a_client_s_title_is_drawn(tmp_path: Path) -> None:
    looks = f'<a:ln w="76200">{solid(BLUE)}</a:ln></p:spPr>'

    def lined(text: str) -> str:
        at = text.index("</p:spPr>", text.index('type="title"'))
        return text[:at] + looks + text[at + len("</p:spPr>") :]

    file = written(edited(wide(), [MASTER], lined), tmp_path / "client.pptx")
    page = pypdfium2.PdfDocument(made(file, BRIEF, "slides.pdf"))[3].render(scale=1).to_pil().convert("RGB")
    holder = Presentation(str(file)).slide_layouts.get_by_name("Title Only").placeholders[0]
    left, middle = holder.left / 12_700, (holder.top + holder.height / 2) / 12_700
    assert near(page.getpixel((round(left), round(middle))), BLUE)
