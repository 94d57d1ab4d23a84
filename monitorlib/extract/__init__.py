"""What counts as a fact: clauses in, rows out.

One module for each table states what its rows are; the package beside it finds what they are made of:

=============  ================
table          made of
=============  ================
`agreements`   `instruments`
`launchers`    `weapons`
`units`        `troops`
`meetings`     `encounters`
`sites`        `bases`
=============  ================

`context` holds what every table asks of a sentence, `occasions` where and when people meet or sign. No
table leans on another.
"""
