"""Which office what is handed in goes to, of whom."""
