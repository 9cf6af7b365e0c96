"""A window for the five questions: it has the answers of one meeting, and nothing else of the record."""
