"""Labelled examples that ship with the bot, and the scorer behind `baosong evaluate`.

`examples/NN-name.txt` is an invented notice, `NN-name.json` what a careful clerk reads in it, in the keys of
`baosong notice parse --json`. Cities, people, numbers and mailboxes are invented.
"""
