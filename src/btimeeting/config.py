"""The settings as one frozen model, read once."""
