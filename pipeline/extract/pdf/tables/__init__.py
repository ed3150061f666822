"""Tables: `ruled` by the `grids` of drawn lines, `unruled` by texts that stand in columns, `tagged` by the structure tree."""
