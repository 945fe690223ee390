"""What is said about each fault in a YAML text: what happened, and what to write instead.

No sentence repeats a word of the document, and none is libyaml's own.
"""

_QUOTE_IT = "put the whole value in double quotes"
TOO_BIG = "the file is larger than 1 MiB and was not read: split it into smaller files"
UTF_16 = "the file is saved as Unicode (UTF-16): save it again with UTF-8 as its encoding"
NOT_UTF_8 = "a character here is not in UTF-8: save the file as UTF-8 and type the character again"
CONTROL = "an invisible control character stands here: delete it and type the text again"
EMPTY = "the file is empty or holds only comments: write its fields, one a line, or delete the file"
SECOND = "what stands from here on is not read: keep one document in a file, and take out --- or ..."
TOO_DEEP = "more than 64 levels lie inside one another here: take out brackets or indentation"
TOO_MANY_VALUES = "there are more than 100,000 values up to here: split the file into smaller ones"
TOO_MANY_TROUBLES = "reading stopped here: put the faults above right first, then check again"
TWICE = "this field is written twice and only the first counts: delete or rename one of them"
ANCHOR = "an & at the start is taken for a label and left out: put the value in double quotes if it is text"
ALIAS = "a * at the start is taken for a copy of another value: write it out, or put text in double quotes"
TAG = "a ! at the start is taken for a type and left out: put the value in double quotes if it is text"
MERGE = "<< does not copy fields here: write the fields out"
COMPLEX_KEY = (
    "this cannot name a field: write a word before the colon, and put text with ?, [ or { in double quotes"
)
NO_KEY = "there is no name before this colon: write the name of the field there"
COMMA = "inside { } a comma starts a new field, which needs a colon: put text with a comma in double quotes"
COMMENT = (
    "a # after a space starts a comment and the rest of the line is lost: put the value in double quotes,"
    " or a space after the # if it is meant as a comment"
)
DASH = "this - goes on with the text above: to start an item, put it just below the - or the field above"
SPACE = "an unusual space stands where only an ordinary one counts: delete it and press the space bar"
TAB = "a tab stands where only spaces may: delete it and use the space bar, two for each level"
CURLY = "a curly quotation mark does not count as one here: type straight ones at the start and at the end"
COLON = f"a colon followed by a space inside a value starts a new field: {_QUOTE_IT}"
CLOSED = f'there is text after a closing quote or bracket: {_QUOTE_IT}, with \\" for each quote inside it'
OPEN_QUOTE = f"a quote opens here and is not closed: close it, or {_QUOTE_IT} if it is an apostrophe"
OPEN_BRACKET = (
    f"a bracket opens here and is not closed: close it, put commas between its parts, or {_QUOTE_IT}"
)
NO_SPACE = "nothing parts this field from its value: put a space after the colon"
DASH_SPACE = "a - that starts a list item needs a space behind it: write - value"
NO_COLON = (
    "this line has no colon with a space after it: write field: value, or indent it if it goes on with the"
    " text above"
)
NO_FIELD = "a field cannot start here: start it at the column of the field above, and check the line above"
SIGN = f"a value cannot start with @, % or a backtick: {_QUOTE_IT}"
BLOCK_SIGN = (
    f"a | or > at the start puts the text on the lines below: {_QUOTE_IT} if it belongs to the text"
)
PERCENT = "a line cannot start with % here: put text that starts with % in double quotes"
BACKSLASH = "a backslash inside double quotes starts a special sign: write two, or use single quotes"
ITEM = (
    "a list item cannot start on the line of its field: start it on the next, or put text in double quotes"
)
QUESTION = f"a value cannot start with ? and a space: {_QUOTE_IT}"
NO_VALUE = "a value is missing beside a comma: take the comma out or write the value"
BRACKET = f"a closing bracket stands here without an opening one: take it out, or {_QUOTE_IT}"
MIXED = "a list item and a field stand side by side: indent items below their field, all at the same column"
BESIDE = (
    "a list item and a field stand side by side: keep one of them, or indent the field if it belongs to the"
    " item"
)
INDENTATION = "this line does not start where its neighbours do: start the fields of a group at one column"
UNKNOWN = f"this line cannot be read from here on: {_QUOTE_IT}, and check how it is indented"
