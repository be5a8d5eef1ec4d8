"""Memory: the notice, the tables, the files, and what is exported from them."""
