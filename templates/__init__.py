"""Shipped paper templates (纸面模板)."""
