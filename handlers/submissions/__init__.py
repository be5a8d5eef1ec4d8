"""Handing in by message: what is meant as a hand-in, what kind it is, whose it is, and taking it back."""
