"""The words of the field as plain frozen dataclasses, the text they point into, and errors.

Nothing here knows of files, databases or screens. Every other package speaks in these words.
"""

from qualcode.model.case import Case, CaseKind, Consent
from qualcode.model.code import Code, Codebook
from qualcode.model.coding import Coding, Note, Origin, Patch, Proposal, Reading, Star, Verdict
from qualcode.model.document import Document, Hit
from qualcode.model.errors import QualcodeError
from qualcode.model.ids import content_id, random_id
from qualcode.model.quotation import Quotation, QuotationKind
from qualcode.model.source import Form, Passage, Source, SourceKind, Turn
from qualcode.model.span import Selection, Span, mask
from qualcode.model.survey import ColumnKind, Question
from qualcode.model.text import Decoded, Replaced, decode, hash_text

__all__ = [
    "Case",
    "CaseKind",
    "Code",
    "Codebook",
    "Coding",
    "ColumnKind",
    "Consent",
    "Decoded",
    "Document",
    "Form",
    "Hit",
    "Note",
    "Origin",
    "Passage",
    "Patch",
    "Proposal",
    "QualcodeError",
    "Question",
    "Quotation",
    "QuotationKind",
    "Reading",
    "Replaced",
    "Selection",
    "Source",
    "SourceKind",
    "Span",
    "Star",
    "Turn",
    "Verdict",
    "content_id",
    "decode",
    "hash_text",
    "mask",
    "random_id",
]
