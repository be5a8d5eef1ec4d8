"""What a notice is about: its theme, its days and its activities."""
