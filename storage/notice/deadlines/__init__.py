"""By when something must be done: days, what returns, and whom they bind."""
