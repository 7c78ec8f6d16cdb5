"""What the other edition lacks of the known one: nothing has its text, but much gives it away."""
