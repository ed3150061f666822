"""The rules of normalization: functions from text to text with a name, a condition and a source (`rule`).

`lossless` has them in the order they run. `encoding` and `visual` mend whole lines, `misnamed` a letter of a whole document;
`letters`, `invisible`, `presentation` and `spacing` single characters.
"""
