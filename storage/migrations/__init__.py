"""The steps by which a database is brought forward; see `storage.schema`."""
