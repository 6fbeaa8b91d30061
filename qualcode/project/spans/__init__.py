"""Spans on their way into an act: found by their words, and checked."""
