"""The stages in their order: one deck, many decks, the workers, the manifest of what was written."""
