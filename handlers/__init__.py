"""People: what is said when a person speaks."""
