"""Other windows that ask the console to be let in to the record."""
