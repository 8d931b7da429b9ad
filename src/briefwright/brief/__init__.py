"""What is known: a YAML brief read with positions, its figures, its citations."""
