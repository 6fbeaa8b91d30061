"""OpenDocument texts made by hand, part by part."""

import io
import zipfile

_SPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
        "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
        "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
        "dc": "http://purl.org/dc/elements/1.1/",
    }.items()
)
MANIFEST = "META-INF/manifest.xml"


def paragraph(*words):
    return f"<text:p>{''.join(words)}</text:p>"


def content(*blocks, kind="text"):
    body = f"<office:body><office:{kind}>{''.join(blocks)}</office:{kind}></office:body>"
    return f"<office:document-content {_SPACES}>{body}</office:document-content>"


def styles(*pages):
    inner = "".join(pages)
    return (
        f"<office:document-styles {_SPACES}><office:master-styles><style:master-page>{inner}"
        "</style:master-page></office:master-styles></office:document-styles>"
    )


def table(*rows):
    cells = (
        "".join(f"<table:table-cell>{paragraph(cell)}</table:table-cell>" for cell in row)
        for row in rows
    )
    inner = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
    return f"<table:table>{inner}</table:table>"


def opendocument(*blocks, parts=None):
    """The bytes of an .odt with these blocks and further parts."""
    members = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": content(*blocks),
        **(parts or {}),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in members.items():
            archive.writestr(name, part)
    return buffer.getvalue()
