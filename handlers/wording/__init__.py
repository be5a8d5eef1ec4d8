"""Every sentence said in answer, one module a subject."""
