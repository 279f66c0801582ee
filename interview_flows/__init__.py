"""What we ask and how the talk goes: pure, the same input gives the same step."""
