"""Look over what was done for what should not have been (监督检查): pure checks on plain facts."""
