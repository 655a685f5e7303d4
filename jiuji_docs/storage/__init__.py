"""Keep cases, documents, payments and the ledger in tables."""
