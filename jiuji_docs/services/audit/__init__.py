"""Run the audit checks, show and print what they found (监督检查)."""
