"""A client's own file to a theme, and to the layouts that its pages stand on."""
