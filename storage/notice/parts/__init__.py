"""The parts of a notice, level by level: head, foot, tables, attachments, and the sentences of its body."""
