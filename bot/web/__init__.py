"""What all pages share: how a conversation is shown, followed and spoken into over HTTP."""
