"""Labelled examples that ship with the bot, and the scorer behind `baosong evaluate`.

`examples/NN-name.txt` is an invented notice, `NN-name.json` what a careful clerk reads in it, in the keys of
`baosong notice parse --json`, and `NN-name.jsonl` are questions about it, one a line, in the keys of
`baosong ask --questions`, each with what an answer must and must not say. Cities, people, numbers and mailboxes are
invented.
"""
