"""Parsing a part of a document's archive with lxml."""

from lxml import etree

from qualcode.reading.errors import BrokenDocumentError


def parse_part(content: bytes, file: str, what: str) -> etree._Element:
    """Return the root of a part that the archive guard let through.

    Raises BrokenDocumentError, which says that `what` of the file is damaged.
    """
    # Depth, size and document types were looked at when the archive was read.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise BrokenDocumentError(file, f"its {what} are damaged") from error
