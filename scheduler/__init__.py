"""Time: what becomes due, in which words, and having it said once."""
