"""The same bot with no account: a page with a clock that turns, and campaigns rehearsed in virtual time."""
