"""Print all papers of a case, or of a village's day, as one file (打印全套)."""
