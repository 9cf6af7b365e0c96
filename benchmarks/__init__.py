"""How fast the house is, and how safe, as ratios to a floor measured in the same run. `python -m benchmarks`."""
