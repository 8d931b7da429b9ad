"""One file per chart kind."""
