"""What the table of agreements is made of: instruments, the acts done to them, and who is bound by them."""
