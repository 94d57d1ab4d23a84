"""What the table of units is made of: bodies of troops, what they do, where and whose they are."""
