"""Ratios against something in the same run: a peer, or the bare database. Never a timed test."""
