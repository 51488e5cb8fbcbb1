"""Text of any encoding, cut into rows of cells."""
