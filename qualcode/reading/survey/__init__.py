"""Surveys: a table with a row a respondent becomes a text, laid out question by question."""

from qualcode.reading.survey.cutting import LAYOUT, cut_survey
from qualcode.reading.survey.grid import Column, Grid, Row
from qualcode.reading.survey.headings import read_headings

__all__ = ["LAYOUT", "Column", "Grid", "Row", "cut_survey", "read_headings"]
