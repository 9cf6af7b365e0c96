"""What is true: agenda, events, meeting, clock, record, evaluation. Values and pure functions."""
