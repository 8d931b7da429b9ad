"""Charts as they are placed."""
