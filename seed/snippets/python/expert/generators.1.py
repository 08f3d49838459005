def tokenize(text):
    index = 0
    while index < len(text):
        char = text[index]
        if char.isdecimal():
            digits = "".join(takewhile(str.isdecimal, text[index:]))
            index += len(digits)
            yield "number", int(digits)
            continue
        index += 1
        if char in "+-*/()":
            yield "operator", char
        elif not char.isspace():
            raise SyntaxError(f"Unexpected {char!r} in column {index}")


for kind, token in tokenize("12 * (3 + 45)"):
    print(f"{kind:>8} {token}")
