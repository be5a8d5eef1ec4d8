"""WeCom 企业微信: its four surfaces behind one Platform."""
