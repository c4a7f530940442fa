"""What is measured, each figure against a baseline in the same run. `make bench` prints JSON."""
