"""Read files that others made: text of any encoding, web pages, Word documents."""
