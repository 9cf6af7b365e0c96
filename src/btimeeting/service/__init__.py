"""What people can ask for, the ports it needs, and the one reader of time."""
