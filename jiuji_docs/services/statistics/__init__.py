"""Show, print and report the figures of a year (统计、通报)."""
