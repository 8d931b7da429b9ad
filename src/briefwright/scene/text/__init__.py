"""Text as it is set."""
