"""Keep the books of relief money (救助资金账): reserve, special account, recoveries, bank files."""
