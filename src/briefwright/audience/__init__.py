"""Who reads it: profiles, their resolution and overrides."""
