def atom(text):
    try:
        return float(text)
    except ValueError:
        return text


def parse_lisp(source):
    levels = [[]]
    for part in re.findall(r"[()]|[^\s()]+", source):
        if part == "(":
            levels.append([])
            continue
        if part != ")":
            levels[-1].append(atom(part))
            continue
        finished = levels.pop()
        if not levels:
            raise SyntaxError("A parenthesis closes nothing")
        levels[-1].append(finished)
    if len(levels) > 1:
        raise SyntaxError(f"{len(levels) - 1} parentheses stay open")
    return levels[0]
