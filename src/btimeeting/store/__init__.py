"""The two files: the journal of meetings and the encrypted record."""
