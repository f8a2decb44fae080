"""Pages and PDFs as others make them."""

import io
import zlib

from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

PARAGRAPH = (
    "Nya föreningar i kommunen kan få ett startbidrag. Bidraget är {amount} kronor och söks en "
    "gång, senast ett år efter det att föreningen har bildats."
)
REST = (
    "Föreningen ska ha antagna stadgar, en vald styrelse och ett eget organisationsnummer. "
    "Verksamheten ska vara öppen för alla som bor i kommunen och bygga på demokratiska idéer."
)


def web_page(amount: str = "5 000", aside: str = "") -> str:
    return f"""<!doctype html><html lang="sv"><head><title>Startbidrag</title></head><body>
    <nav><a href="/">Start</a> <a href="/bo">Bo och bygga</a></nav>
    <main><article><h1>Startbidrag</h1>
    <p>{PARAGRAPH.format(amount=amount)}</p><p>{REST}</p>
    <h2>Så söker ni</h2>
    <ul><li>Fyll i blanketten för startbidrag</li><li>Skicka den före den 1 mars</li></ul>
    <p>{REST.replace("Föreningen", "Den nya föreningen")}</p></article></main>
    <script>alert(1)</script><footer>Cookies {aside}</footer></body></html>"""


def pdf(*pages: str, title: str = "Startbidrag") -> bytes:
    writer = PdfWriter()
    writer.add_metadata({"/Title": title})
    for words in pages:
        page = writer.add_blank_page(300, 300)
        face = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
        face["/Encoding"] = "/WinAnsiEncoding"
        font = DictionaryObject({NameObject(k): NameObject(v) for k, v in face.items()})
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        stream = DecodedStreamObject()
        lines = "".join(f"({line}) Tj T* " for line in words.split("\n"))
        stream.set_data(f"BT /F1 9 Tf 12 TL 10 280 Td {lines}ET".encode("cp1252"))
        page[NameObject("/Contents")] = writer._add_object(stream)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def bomb(size: int = 3 * 2**30) -> bytes:
    """A PDF of some megabytes whose one page says gigabytes."""
    packer = zlib.compressobj(9)
    head = packer.compress(b"BT ") + packer.flush(zlib.Z_FULL_FLUSH)
    piece = b"(Hej) Tj " * 2**20
    # What is flushed in full can be said again and again.
    packed = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    body = head + packed * (size // len(piece))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(body), body),
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    start = len(out)
    out += b"xref\n0 5\n0000000000 65535 f \n"
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start
    return bytes(out)
