"""The coordinator's desk: figures, entries, arrangements, switches, lists, files."""
