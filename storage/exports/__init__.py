"""What is handed over: the ledger and the material package, read through the repositories, written as streams."""
