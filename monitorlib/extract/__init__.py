"""One module per table: clauses in, rows out. Each states what its table takes to be a fact."""
