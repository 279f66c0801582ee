"""The outer ring: everything that touches a network, a clock or a person's screen."""
