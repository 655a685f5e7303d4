"""Keep rosters by version and show who is on duty (名册、轮值)."""
