"""Sheets of figures, CSV or workbooks: read; formulas are never run."""
