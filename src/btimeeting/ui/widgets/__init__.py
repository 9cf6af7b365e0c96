"""What is painted: widgets are given values, post messages and ask nobody."""
