"""What the table of launchers is made of: quantities of weapons and what is done to them."""
