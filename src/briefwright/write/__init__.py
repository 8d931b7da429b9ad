"""One writer per file kind; each only matches on the items of the Scene."""
