"""Judge official documents by the standard and by the rules of official writing (规范性检查)."""
