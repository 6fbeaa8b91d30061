"""qualcode: code carers' own words, count themes honestly, prove every quotation."""

__version__ = "0.1.0"
