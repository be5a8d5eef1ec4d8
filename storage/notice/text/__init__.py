"""What a text is made of before anything is read in it: its signs, words, lines, ways of reaching somebody."""
