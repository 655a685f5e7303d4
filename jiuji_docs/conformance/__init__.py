"""Measure finished files, ours and other people's, against GB/T 9704-2012 (尺子): knows no typesetter."""
