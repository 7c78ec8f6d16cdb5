"""A flat text with no edition beside it: what must be two things run together."""
