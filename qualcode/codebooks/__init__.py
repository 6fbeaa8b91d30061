"""Codebooks as YAML files that people write by hand, and as the model's dataclasses."""

from qualcode.codebooks.bundled import (
    BundledCodebook,
    bundled_codebooks,
    bundled_folder,
    find_codebook,
    list_bundled,
)
from qualcode.codebooks.errors import (
    BundledFolderMissingError,
    CircleOfParentsError,
    CodebookError,
    CodebookNotFoundError,
    CodebookSyntaxError,
    DuplicateCodeError,
    DuplicateFieldError,
    EarlierIdError,
    EmptyCodebookError,
    MissingFieldError,
    RefusedYamlError,
    TwoParentsError,
    UnknownFieldError,
    UnknownParentError,
    UnreadableCodebookError,
    WrongValueError,
)
from qualcode.codebooks.parser import load_codebook, parse_codebook
from qualcode.codebooks.references import LostReference, find_lost_references
from qualcode.codebooks.rewriter import Rewritten, rewrite_codebook
from qualcode.codebooks.writer import dump_codebook

__all__ = [
    "BundledCodebook",
    "BundledFolderMissingError",
    "CircleOfParentsError",
    "CodebookError",
    "CodebookNotFoundError",
    "CodebookSyntaxError",
    "DuplicateCodeError",
    "DuplicateFieldError",
    "EarlierIdError",
    "EmptyCodebookError",
    "LostReference",
    "MissingFieldError",
    "RefusedYamlError",
    "Rewritten",
    "TwoParentsError",
    "UnknownFieldError",
    "UnknownParentError",
    "UnreadableCodebookError",
    "WrongValueError",
    "bundled_codebooks",
    "bundled_folder",
    "dump_codebook",
    "find_codebook",
    "find_lost_references",
    "list_bundled",
    "load_codebook",
    "parse_codebook",
    "rewrite_codebook",
]
