"""What the table of meetings is made of: encounters, who takes part in them, and whether they were held."""
