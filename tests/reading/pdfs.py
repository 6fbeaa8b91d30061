"""PDFs made by hand, a page of lines at a time."""


def text_object(lines, size=12, top=760, left=60, step=14):
    """A page's content: each line `step` points below the last; None leaves a gap."""
    shown, y = [], top
    for line in lines:
        if line is None:
            y -= step
            continue
        words = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        shown.append(f"BT /F1 {size} Tf 1 0 0 1 {left} {y} Tm ({words}) Tj ET")
        y -= step
    return "\n".join(shown)


def pdf(*contents, more=None, catalog="", pages_extra=""):
    """The bytes of a PDF with a page for each content; `more` has further objects by number."""
    objects = {
        1: f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        3: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    }
    kids = []
    for n, content in enumerate(contents):
        page, stream = 10 + 2 * n, 11 + 2 * n
        kids.append(f"{page} 0 R")
        objects[page] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {stream} 0 R "
            f"/Resources << /Font << /F1 3 0 R >> >> {pages_extra} >>"
        )
        raw = content.encode("cp1252") if isinstance(content, str) else content
        objects[stream] = f"<< /Length {len(raw)} >>\nstream\n".encode() + raw + b"\nendstream"
    objects[2] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return assemble({**objects, **(more or {})})


def assemble(objects):
    """The bytes of a PDF with these objects, of which the first is the catalogue."""
    data = b"%PDF-1.4\n"
    places = {}
    for number, body in sorted(objects.items()):
        places[number] = len(data)
        raw = body.encode("cp1252") if isinstance(body, str) else body
        data += f"{number} 0 obj\n".encode() + raw + b"\nendobj\n"
    start = len(data)
    data += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        data += f"{number} 1\n{place:010} 00000 n \n".encode()
    trailer = f"trailer << /Root 1 0 R /Size {max(objects) + 1} >>\nstartxref\n{start}\n%%EOF\n"
    return data + trailer.encode()
