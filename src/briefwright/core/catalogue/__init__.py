"""Every sentence of a diagnostic that a user can read, by code, the stages in order."""
