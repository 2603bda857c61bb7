"""Parts of the benchmarks `run` and `scaling`."""
