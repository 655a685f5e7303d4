"""Serve the desks (窗口) in the browser."""
