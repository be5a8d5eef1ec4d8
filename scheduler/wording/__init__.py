"""Every sentence said unprompted, one module a subject."""
