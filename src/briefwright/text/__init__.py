"""Text measured, broken and fitted."""
