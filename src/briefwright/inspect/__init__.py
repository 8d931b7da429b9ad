"""What can be asked about a brief and its editions: explain, coverage, listings, schemas."""
