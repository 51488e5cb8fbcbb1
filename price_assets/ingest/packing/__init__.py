"""Bytes, and every packing around them."""
