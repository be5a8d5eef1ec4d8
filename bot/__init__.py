"""The edge: everything that speaks to people and platforms, a screen or the process."""
