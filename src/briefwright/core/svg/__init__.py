"""SVG drawings of a brief: read as hostile, cleaned, and made pixels where pixels are wanted."""
