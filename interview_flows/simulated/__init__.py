"""Respondents of our own making, who try a flow out before anybody is asked with it."""
