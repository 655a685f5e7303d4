"""jiuji: the command line."""
