"""Catalogues of what the bot says: one folder a language, made and checked by `make`."""
