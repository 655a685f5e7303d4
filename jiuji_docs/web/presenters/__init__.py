"""Turn domain values into page dictionaries."""
