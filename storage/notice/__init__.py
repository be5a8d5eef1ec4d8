"""The notice as a domain of its own: what it says, line by line, in plain Python."""
