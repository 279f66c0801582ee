"""Slack: what came in becomes a Delivery, what goes out becomes messages, views and files.

Kept empty of imports: the libraries are loaded only where a token or signing secret is set.
"""
