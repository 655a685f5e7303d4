"""Shipped policy packs and workflows (政策包与流程)."""
