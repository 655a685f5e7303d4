"""Bind finished papers to one file for the printer: copies whose fonts are embedded once."""
