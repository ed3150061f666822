"""Scans made for tests: pages of the samples as pictures, with the specks and the slant of a scanner."""

import random
from io import BytesIO

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name

from tests.conftest import SAMPLES

DPI = 200


def picture(name, page=1, angle=0.0):
    """A page of a sample in gray, 200 dpi, with one black speck for 3,000 pixels."""
    with pypdfium2.PdfDocument(SAMPLES / name / "input.pdf") as pdf:
        image = pdf[page - 1].render(scale=DPI / 72, grayscale=True).to_pil().convert("L")
    dice = random.Random(0)
    for _ in range(image.width * image.height // 3000):
        image.putpixel((dice.randrange(image.width), dice.randrange(image.height)), 0)
    return image.rotate(angle, fillcolor=255, expand=angle in (90, 180, 270)) if angle else image


def encoded(image, kind="PNG", **options):
    """The bytes of a picture file."""
    image.save(out := BytesIO(), kind, dpi=(DPI, DPI), **options)
    return out.getvalue()


def scanned_pdf(*images, invisible=""):
    """A PDF file whose pages are pictures; `invisible` is Latin text that lies over each."""
    pdf = pikepdf.new()
    for image in images:
        width, height = (72 * side / DPI for side in image.size)
        stream = pdf.make_stream(
            encoded(image, "JPEG", quality=80),
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=image.width,
            Height=image.height,
            ColorSpace=Name.DeviceGray,
            BitsPerComponent=8,
            Filter=Name.DCTDecode,
        )
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        rows = invisible.splitlines()
        layer = "".join(f"1 0 0 1 50 {height - 60 - 20 * i} Tm ({row}) Tj " for i, row in enumerate(rows))
        content = f"q {width} 0 0 {height} 0 0 cm /Im Do Q BT 3 Tr /F 12 Tf {layer} ET"
        page = Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, width, height]),
            Contents=pdf.make_stream(content.encode("latin-1")),
            Resources=Dictionary(XObject=Dictionary(Im=stream), Font=Dictionary(F=font)),
        )
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    pdf.save(out := BytesIO(), deterministic_id=True)
    return out.getvalue()
