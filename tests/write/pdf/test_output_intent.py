"""The profile that a PDF carries is sRGB: made from the standard's figures, and read as such by another's library."""

import io
import struct

import numpy as np
import pikepdf
from PIL import Image, ImageCms

from briefwright.write.pdf.output_intent import BLUE, D50, GREEN, RED, srgb

# IEC 61966-2-1: where the primaries and the white stand in x and y
PRIMARIES = ((0.64, 0.33), (0.30, 0.60), (0.15, 0.06))
WHITE = (0.3127, 0.3290)
BRADFORD = np.array([[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]])


def xyz(x: float, y: float) -> np.ndarray:
    return np.array([x / y, 1, (1 - x - y) / y])


def test_the_primaries_are_those_of_the_standard_seen_under_d50() -> None:
    columns = np.array([xyz(*primary) for primary in PRIMARIES]).T
    white = xyz(*WHITE)
    columns = columns * np.linalg.solve(columns, white)
    cones = (BRADFORD @ np.array([0.96422, 1.0, 0.82521])) / (BRADFORD @ white)
    adapted = np.linalg.inv(BRADFORD) @ np.diag(cones) @ BRADFORD @ columns
    assert np.allclose(adapted.T, [RED, GREEN, BLUE], atol=6e-5)
    assert np.allclose(np.sum([RED, GREEN, BLUE], axis=0), D50, atol=4e-4)


def test_another_library_takes_it_for_srgb() -> None:
    ours = ImageCms.ImageCmsProfile(io.BytesIO(srgb()))
    assert ImageCms.getProfileDescription(ours).strip() == "sRGB IEC61966-2.1"
    assert ours.profile.version == 2.1
    steps = range(0, 256, 15)
    colours = [(r, g, b) for r in steps for g in steps for b in steps]
    image = Image.new("RGB", (len(colours), 1))
    image.putdata(colours)
    for one, other in ((ours, ImageCms.createProfile("sRGB")), (ImageCms.createProfile("sRGB"), ours)):
        seen = ImageCms.profileToProfile(image, one, other)
        assert int(np.abs(np.asarray(seen, int) - np.asarray(image, int)).max()) <= 1


def test_its_size_and_its_tags_agree_with_its_head() -> None:
    data = srgb()
    assert struct.unpack(">I", data[:4])[0] == len(data)
    for index in range(struct.unpack(">I", data[128:132])[0]):
        _, at, size = struct.unpack(">4sII", data[132 + 12 * index : 144 + 12 * index])
        assert at % 4 == 0
        assert at + size <= len(data)


def test_a_file_says_that_its_colours_are_srgb(opened: pikepdf.Pdf) -> None:
    [intent] = opened.Root.OutputIntents
    assert (str(intent.S), str(intent.OutputConditionIdentifier)) == ("/GTS_PDFA1", "sRGB IEC61966-2.1")
    assert intent.DestOutputProfile.read_bytes() == srgb()
    assert int(intent.DestOutputProfile.N) == 3
