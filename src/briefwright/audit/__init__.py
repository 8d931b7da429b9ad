"""What must hold of a placed page: fit, margins, overlaps, contrast."""
