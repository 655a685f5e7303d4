"""Describe forms (表单), check what is entered, and lay it out as sheets."""
