"""Style sheet and the one script."""
