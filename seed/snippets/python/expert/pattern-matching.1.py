OPERATORS = {"+": add, "-": sub, "*": mul, "/": truediv}


def evaluate(node, scope):
    match node:
        case int() | float():
            return node
        case str() if node in scope:
            return scope[node]
        case ("let", str(name), value, body):
            inner = scope | {name: evaluate(value, scope)}
            return evaluate(body, inner)
        case (operator, left, right):
            a = evaluate(left, scope)
            b = evaluate(right, scope)
            return OPERATORS[operator](a, b)
        case _:
            raise ValueError(f"Cannot evaluate {node!r}")
