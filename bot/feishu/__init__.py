"""Feishu 飞书: one self-built app is one account, over a long connection or called at an address."""
