"""Describe signatures (签名), seals (印章) and where they stand."""
