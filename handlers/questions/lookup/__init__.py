"""What can be looked up in one edition of a notice: sentences, offices, ways to reach somebody, numbers."""
