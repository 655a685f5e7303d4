"""Carry official documents through the office: draft, sign, number, print, send, file (公文办理)."""
