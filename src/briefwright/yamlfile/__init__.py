"""YAML with positions: from text to a tree, from the tree to typed values, each of which knows its line."""
