"""Questions about a notice: what was asked, and what the notice says to it. Pure: no table, no clock."""
