"""Hold the facts of a relief case (救助事项)."""
