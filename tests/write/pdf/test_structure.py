"""The objects that PDFs are made of."""

import re

import pytest
from reportlab.pdfbase.pdfdoc import PDFDocument

from briefwright.write.pdf.structure import packed


@pytest.mark.parametrize("data", [b"", b"a", b"a\r", b"a\r\r", b"\r\n\r", b"a\x00"])
def test_what_ends_a_stream_is_told_from_its_data(data: bytes) -> None:
    source = packed(data).format(PDFDocument())
    read = re.fullmatch(rb"<</Length (\d+)>>\nstream\n(.*?)\r?\nendstream", source, re.DOTALL)
    assert read
    assert (int(read[1]), read[2]) == (len(data), data)
