"""Whom to ask: lines, lists and tables of contacts."""
