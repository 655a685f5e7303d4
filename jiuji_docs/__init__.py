"""Relief cases (救助事项) and official documents (公文) for county offices."""

__version__ = "0.1.0"
