"""The model document in; text and page out."""
