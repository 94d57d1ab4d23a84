"""What the table of sites is made of: fixed military sites, who uses them, and what is said of them."""
