"""What a chart is made of."""
