"""A tiny writer of PDF files: rows of text in Helvetica at given places, or pages without any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Put:
    """A row of text put on a page: points from the left and from below."""

    text: str
    x: float = 60
    y: float = 700
    size: float = 11
    bold: bool = False


def column(text: str, x: float = 60, top: float = 700, size: float = 11, leading: float = 14) -> list[Put]:
    """Rows set one below the other."""
    return [Put(row, x, top - leading * i, size) for i, row in enumerate(text.split("\n")) if row]


def write(pages: Sequence[Sequence[Put]], **about: str) -> bytes:
    """A PDF file of these pages; `about` gives entries of its information, such as `Title`."""
    objects: list[bytes] = []
    kids = [5 + 2 * i for i in range(len(pages))]
    objects += [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (fr-FR) >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pages), b" ".join(b"%d 0 R" % kid for kid in kids)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
    ]
    for page, kid in zip(pages, kids, strict=True):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F0 3 0 R /F1 4 0 R >> >> >>" % (kid + 1)
        )
        stream = b"\n".join(_drawn(put) for put in page)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    objects.append(b"<< %s >>" % b" ".join(b"/%s (%s)" % (k.encode(), _escaped(v)) for k, v in about.items()))
    file = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    file += b"".join(b"%010d 00000 n \n" % place for place in places)
    file += b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\n" % (len(objects) + 1, len(objects))
    return bytes(file + b"startxref\n%d\n%%%%EOF\n" % start)


def _drawn(put: Put) -> bytes:
    return b"BT /F%d %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET" % (put.bold, put.size, put.x, put.y, _escaped(put.text))


def _escaped(text: str) -> bytes:
    data = text.encode("cp1252")
    return data.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
