"""Name the parts of an official document (公文) as GB/T 9704 names them."""
