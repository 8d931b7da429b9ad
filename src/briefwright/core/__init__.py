"""What every room stands on: diagnostics and their sentences, geometry, colour, files, what is kept between calls."""
