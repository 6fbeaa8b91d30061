"""Quotations in published reports: finding them, and proving an edited one against its source."""

from qualcode.quotations.finder import find_quotations
from qualcode.quotations.verify import Verification, verify_quotation

__all__ = ["Verification", "find_quotations", "verify_quotation"]
