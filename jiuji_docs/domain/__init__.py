"""Hold the rules of relief and official documents, free of any framework."""
