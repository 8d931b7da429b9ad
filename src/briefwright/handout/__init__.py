"""Handouts: the Story as documents to keep."""
