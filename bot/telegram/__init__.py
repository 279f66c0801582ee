"""Telegram: what came in becomes a Delivery, what goes out becomes calls of the Bot API.

Kept empty of imports: the library takes half a second, and is loaded only where a token is set.
"""
