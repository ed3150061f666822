"""Pages drawn for OCR: which are scans, and with what resolution they are drawn."""

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from pipeline.extract.pdf import page_pictures


def of_strips(*strips):
    """A page of 360 by 360 points with gray pictures of 200 dpi, each at (left, bottom, width, height)."""
    pdf = pikepdf.new()
    names, content = Dictionary(), ""
    for number, (left, bottom, width, height) in enumerate(strips):
        columns, rows = round(width / 72 * 200), round(height / 72 * 200)
        names[f"/I{number}"] = pdf.make_stream(
            b"\xff" * columns * rows,
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=columns,
            Height=rows,
            ColorSpace=Name.DeviceGray,
            BitsPerComponent=8,
        )
        content += f"q {width} 0 0 {height} {left} {bottom} cm /I{number} Do Q "
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, 360, 360]),
        Contents=pdf.make_stream(content.encode()),
        Resources=Dictionary(XObject=names),
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    pdf.save(out := BytesIO())
    return out.getvalue()


@pytest.mark.parametrize(
    ("strips", "scanned", "dpi"),
    [
        ([(0, 0, 360, 360)], True, 200),
        ([(0, 36 * at, 360, 36) for at in range(10)], True, 200),
        ([(0, 0, 360, 90)], False, 300),
        ([(90 * at, 90, 90, 180) for at in range(4)], False, 300),  # photographs beside each other
    ],
)
def test_a_page_under_a_picture_or_its_strips_is_drawn_as_it_was_scanned(strips, scanned, dpi):
    (picture,) = page_pictures(of_strips(*strips), [1])
    assert (picture.scanned, picture.dpi) == (scanned, dpi)
