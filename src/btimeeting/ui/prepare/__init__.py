"""Førebu: everything a meeting needs, filled in any day before."""
