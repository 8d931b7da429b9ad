"""The Scene: placed pages in points, the one thing that the writers see."""
