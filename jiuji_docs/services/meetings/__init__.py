"""Prepare, hold and print meetings that decide several cases (联席会议)."""
