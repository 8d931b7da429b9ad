"""A Story to a Scene: every slide placed by its form inside the frame of its page."""
