"""The children's cases: found in a list or by words, and one case with its meetings and documents."""
