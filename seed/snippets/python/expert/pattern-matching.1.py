OPERATORS = {"+": add, "-": sub, "*": mul, "/": truediv}


def evaluate(node, scope):
    match node:
        case {"number": value}:
            return value
        case {"name": name} if name in scope:
            return scope[name]
        case {"let": name, "be": value, "in": body}:
            inner = scope | {name: evaluate(value, scope)}
            return evaluate(body, inner)
        case [operator, left, right]:
            a = evaluate(left, scope)
            b = evaluate(right, scope)
            return OPERATORS[operator](a, b)
        case _:
            raise ValueError(f"Cannot evaluate {node!r}")
