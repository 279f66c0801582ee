"""The researcher's pages at `/`."""
