"""How much relief there is: published amount tables as data, reckoned with an explanation (救助标准)."""
