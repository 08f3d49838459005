"""Reads a list of texts as JSON, and writes for each whether CPython compiles it: null, or its message.

A snippet may be cut from a function and a loop, so what would be wrong only outside of them is taken out first.
"""

import ast
import json
import re
import sys
import warnings

FLAGS = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
OF_CONTEXT = re.compile("outside|not properly in loop|no binding for nonlocal|nonlocal declaration not allowed")


class Loosen(ast.NodeTransformer):
    """Replaces `return`, `yield`, `break`, `continue` and `nonlocal` that belong to code around the text."""

    def __init__(self):
        self.loops = 0

    def visit_FunctionDef(self, node):
        for field in ("decorator_list", "returns"):
            self.visit_field(node, field)
        self.visit(node.args)
        return node

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_Lambda(self, node):
        self.visit(node.args)
        return node

    def visit_ClassDef(self, node):
        for field in ("decorator_list", "bases", "keywords"):
            self.visit_field(node, field)
        return node

    def visit_ListComp(self, node):
        self.visit_field(node.generators[0], "iter")
        return node

    visit_SetComp = visit_DictComp = visit_GeneratorExp = visit_ListComp

    def visit_For(self, node):
        for field in ("target", "iter", "test", "orelse"):
            self.visit_field(node, field)
        self.loops += 1
        self.visit_field(node, "body")
        self.loops -= 1
        return node

    visit_AsyncFor = visit_While = visit_For

    def visit_field(self, node, field):
        value = getattr(node, field, None)
        if isinstance(value, list):
            value[:] = [self.visit(part) for part in value]
        elif value is not None:
            setattr(node, field, self.visit(value))

    def visit_Break(self, node):
        return node if self.loops else ast.Pass()

    visit_Continue = visit_Break

    def visit_Return(self, node):
        self.generic_visit(node)
        return ast.Expr(node.value) if node.value else ast.Pass()

    def visit_Yield(self, node):
        self.generic_visit(node)
        return node.value or ast.Constant(None)

    visit_YieldFrom = visit_Yield

    def visit_Nonlocal(self, node):
        return ast.Global(node.names)


class NoNonlocal(ast.NodeTransformer):
    def visit_Nonlocal(self, node):
        return ast.Global(node.names)


def message_of(code, flags=FLAGS):
    try:
        return None, compile(code, "snippet", "exec", flags, dont_inherit=True)
    except SyntaxError as error:
        return error.msg or "syntax error", None
    except UnicodeEncodeError:
        # A docstring with a lone surrogate is Python, though it cannot be stored.
        return None, None
    except (ValueError, RecursionError, MemoryError, OverflowError) as error:
        return str(error), None


def verdict(code):
    message, tree = message_of(code, FLAGS | ast.PyCF_ONLY_AST)
    if message is None:
        message, _ = message_of(tree)
        if message and OF_CONTEXT.search(message):
            tree = ast.fix_missing_locations(Loosen().visit(tree))
            message, _ = message_of(tree)
        if message and message.startswith("no binding for nonlocal"):
            message, _ = message_of(ast.fix_missing_locations(NoNonlocal().visit(tree)))
    return message


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    json.dump([verdict(code) for code in json.load(sys.stdin)], sys.stdout)
