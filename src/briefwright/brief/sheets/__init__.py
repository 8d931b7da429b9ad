"""Sheets of figures, CSV or workbooks: read, never reckoned."""
