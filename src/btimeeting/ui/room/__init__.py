"""What the leader does in the room besides the clock: consent, stop, who is here, what is missing."""
