"""What each row of a text or a sheet is, and the table that the rows of data make."""
