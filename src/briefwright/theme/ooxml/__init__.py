"""DrawingML of a client's file to plain values and paths."""
