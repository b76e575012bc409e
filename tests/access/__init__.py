"""The real program as those hear it who cannot see it: over AT-SPI, under an X server of its own."""
