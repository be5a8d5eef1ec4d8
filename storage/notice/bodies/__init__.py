"""The bodies that a notice speaks of: who sends, who is meant, which office something goes to."""
