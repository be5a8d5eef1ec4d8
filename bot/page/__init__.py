"""The unit page: the same bot behind a personal link, in any browser and on any phone."""
