"""A template's source to a tree that is safe to compile: statements that it may use, bounded depth, counted costs."""

from __future__ import annotations

import math
from typing import Any, cast

from jinja2 import Environment, nodes
from jinja2.exceptions import SecurityError, TemplateSyntaxError
from jinja2.visitor import NodeTransformer

from ..yamlfile.text import BAD_IN_FILE, BAD_IN_VALUE
from .budget import MAX_NUMBER, TooMuch

MAX_STATEMENTS = 12  # loops and conditions within one another
MAX_EXPRESSIONS = 40  # operators, filters and calls within one another
STATEMENTS = (nodes.Output, nodes.TemplateData, nodes.If, nodes.For, nodes.Name)


def parsed(environment: Environment, text: str, file: str | None = None) -> nodes.Template:
    """The tree of a template. Raises TemplateError or TooMuch for what it may not hold."""
    try:
        tree = environment.parse(text, filename=file)
    except RecursionError:
        raise _too_deep(1) from None
    _inspect(tree)
    counted: nodes.Template = _Counted().visit(tree)
    return counted


def _inspect(tree: nodes.Template) -> None:
    """Refuses names set, macros, includes, attributes with an underscore, endless numbers, and what nests too deep."""
    waiting: list[tuple[nodes.Node, int, int]] = [(tree, 0, 0)]
    while waiting:
        node, statements, expressions = waiting.pop()
        _check(node)
        statements += isinstance(node, nodes.For | nodes.If)
        expressions += isinstance(node, nodes.Expr | nodes.Helper)
        if statements > MAX_STATEMENTS or expressions > MAX_EXPRESSIONS:
            raise _too_deep(node.lineno)
        inner = (child for child in node.iter_child_nodes())
        waiting += [(child, statements, expressions if isinstance(child, nodes.Expr) else 0) for child in inner]


def _check(node: nodes.Node) -> None:
    if isinstance(node, nodes.Stmt) and not isinstance(node, STATEMENTS):
        raise OutOfReach(f"'{type(node).__name__.lower()}' is no part of a template; only if and for are", node.lineno)
    if isinstance(node, nodes.For) and node.recursive:
        raise OutOfReach("a loop may not call itself", node.lineno)
    name = node.attr if isinstance(node, nodes.Getattr) else None
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        name = node.arg.value
    if isinstance(name, str) and name.startswith("_"):
        raise OutOfReach(f"'{name}' is out of reach", node.lineno)
    if isinstance(node, nodes.Const):
        _check_constant(node.value, node.lineno)
    # an escape in quotes could bring in what no file holds, the marks of facts among them
    text, bad = (node.data, BAD_IN_FILE) if isinstance(node, nodes.TemplateData) else (_constant(node), BAD_IN_VALUE)
    if found := bad.search(text):
        raise BadCharacter(found[0], node.lineno)


def _constant(node: nodes.Node) -> str:
    return node.value if isinstance(node, nodes.Const) and isinstance(node.value, str) else ""


def _check_constant(value: Any, line: int) -> None:
    if isinstance(value, int | float) and not (math.isfinite(value) and abs(value) <= MAX_NUMBER):
        raise TooMuch("a number of that size", line)


def _too_deep(line: int) -> TemplateSyntaxError:
    return TemplateSyntaxError(
        f"it nests too deep; {MAX_STATEMENTS} loops and conditions, and {MAX_EXPRESSIONS} operators and filters,"
        " within one another are the most",
        line,
    )


class OutOfReach(SecurityError):
    """A template holds what the sandbox has not; ``lineno`` is its line."""

    def __init__(self, message: str, lineno: int) -> None:
        super().__init__(message)
        self.lineno = lineno


class BadCharacter(Exception):
    """A template brings in a character that no document can hold; ``lineno`` is its line."""

    def __init__(self, character: str, lineno: int = 1) -> None:
        super().__init__(character)
        self.character, self.lineno = character, lineno


class _Counted(NodeTransformer):
    """Puts a filter of the sandbox at each place where Jinja would make or compare values uncounted."""

    def visit_For(self, node: nodes.For) -> nodes.Node:
        self.generic_visit(node)
        node.iter = _filtered(node.iter, "bounded")
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:
        self.generic_visit(node)
        return _filtered(nodes.List(node.nodes, lineno=node.lineno), "joined")

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:
        self.generic_visit(node)
        node.expr = _filtered(node.expr, "measured")
        for operand in node.ops:
            operand.expr = _filtered(operand.expr, "measured")
        return node

    def visit_List(self, node: nodes.List | nodes.Dict) -> nodes.Node:
        self.generic_visit(node)
        return _filtered(node, "measured")

    visit_Dict = visit_List

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:
        self.generic_visit(node)
        return node if node.ctx == "store" else _filtered(node, "measured")

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:
        self.generic_visit(node)
        return _filtered(node, "measured") if isinstance(node.arg, nodes.Slice) else node


def _filtered(node: nodes.Node, name: str) -> nodes.Filter:
    return nodes.Filter(cast(nodes.Expr, node), name, [], [], None, None, lineno=node.lineno)
