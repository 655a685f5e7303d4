"""Count what was done in a year (统计): pure sums over plain rows, and their pictures."""
