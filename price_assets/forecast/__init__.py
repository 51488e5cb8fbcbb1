"""The canonical table in, the model document out, and back to predictions."""
