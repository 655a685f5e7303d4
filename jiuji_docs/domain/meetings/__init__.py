"""Judge what a meeting resolves, and word its minutes."""
