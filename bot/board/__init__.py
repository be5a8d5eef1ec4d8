"""The coordinators' pages: let in by a link, look at a notice beside what was read of it, correct, publish."""
