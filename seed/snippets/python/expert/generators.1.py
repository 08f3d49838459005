def tokenize(text):
    index = 0
    while index < len(text):
        start = index
        if text[index].isspace():
            index += 1
        elif text[index].isdecimal():
            while index < len(text) and text[index].isdecimal():
                index += 1
            yield "number", int(text[start:index])
        elif text[index] in "+-*/()":
            index += 1
            yield "operator", text[start]
        else:
            raise SyntaxError(f"Unexpected {text[index]!r}")
