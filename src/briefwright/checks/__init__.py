"""What `check` holds a brief and its deck to."""
