"""The home screen, the silent identity check, and how a meeting is entered from there."""
