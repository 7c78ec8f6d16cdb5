"""What a known text accounts for in the flat one: read off, line by line and letter by letter."""
