"""One file per slide form: its content, its limits, its placing."""
