"""Shapes and lines of a page."""
