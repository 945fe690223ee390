"""What is said about each fault in a CSV table: what happened, and what to write instead.

No sentence repeats a word of the table.
"""

NOT_UTF_8 = "a character here is not in UTF-8: save the table again as CSV UTF-8, and look at this place"
EMPTY = "the table is empty: write the names of its columns into the first line, and a row below for each"
NO_HEAD = "the first line holds no names of columns: write them there, above the first row"
NO_NAME = "this column has no name: write its name into the first line, or delete the column"
TWICE = "this column is there twice and only the first counts: delete or rename one of them"
OPEN_QUOTE = (
    "a double quote opens here and is not closed: close it, and write two for each one inside the text"
)
AFTER_QUOTE = (
    "there is text after a closing double quote: put the whole cell in double quotes,"
    " and write two for each one inside the text"
)
_TOO_LONG = (
    "this row has more cells than the first line has names: take out the {} that is too many,"
    " or put the cell that it belongs to in double quotes"
)


def too_long(separator: str) -> str:
    """What is said of a row with more cells than there are columns."""
    return _TOO_LONG.format("semicolon" if separator == ";" else "comma")
