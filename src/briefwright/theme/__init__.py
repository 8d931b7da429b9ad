"""How it looks: tokens of colour, type, grid and stroke."""
