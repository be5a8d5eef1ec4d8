"""What somebody typed: its spelling, the kind of utterance, the words that tell what is wanted."""
