"""Templates to values and texts: Jinja2 in an immutable sandbox with strict names and with bounds on size and time.

A template may ask for names, attributes, items, tests, filters and calls of what it is given, and may use ``if`` and
``for``. It cannot set names, include files, reach an attribute that opens with an underscore, or make much of little.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, Template, Undefined, nodes
from jinja2.exceptions import SecurityError, TemplateError, UndefinedError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from ..core.diagnostics import Diagnostic, Refused, Span
from ..core.messages import diagnose, did_you_mean
from ..yamlfile.text import BAD_IN_VALUE, bad_character
from ..yamlfile.validate import Str
from .budget import LETTERS, MAX_NUMBER, MAX_TEXT, Budget, TooMuch
from .filters import FILTERS, TESTS, WORDED
from .template_cache import Compiled, template_cache
from .template_code import BadCharacter, parsed
from .views import ClientView, Figures, View
from .words import CITE, OPEN, Marked

MAX_SOURCE = 4_000  # characters of one template
MAX_POWER = 9

CALLABLE_METHODS = frozenset({"items", "keys", "values", "get", "index", "count"})
TEMPLATE = re.compile(r"\{[{%#]")
PATH = re.compile(r"\{\{-?\s*(?!(?:[Nn]one|[Tt]rue|[Ff]alse)\b)([A-Za-z]\w*(?:\.[A-Za-z]\w*)*)\s*-?\}\}")

# What no text may hold, but for the marks that facts are carried by, which no input can bring in.
BAD_IN_TEXT = re.compile(f"(?![{OPEN}-{CITE}]){BAD_IN_VALUE.pattern}")
MISNAMED = re.compile(r"No (filter|test) named '(\w+)'")


class Unknown(UndefinedError):
    """A name that nothing goes by; ``known`` are the names that would have been right, ``mend`` says what to do."""

    def __init__(self, message: str, name: str, known: tuple[str, ...], mend: str | None = None) -> None:
        super().__init__(message)
        self.name = name
        self.known = known
        self.mend = mend


class Strict(StrictUndefined):
    """Says which names there are when one that is not is used."""

    def _fail_with_undefined_error(self, *args: Any, **kwargs: Any) -> Any:
        if self._undefined_exception is not UndefinedError:
            raise self._undefined_exception(self._undefined_message)
        owner, name = self._undefined_obj, str(self._undefined_name)
        known = tuple(map(str, owner)) if isinstance(owner, Mapping) else ()
        if isinstance(owner, View | Figures):
            known = owner.names()
        mend = owner.mend(name) if isinstance(owner, ClientView) else None
        raise Unknown(self._undefined_message, name, known, mend)

    __str__ = __len__ = __iter__ = __bool__ = __eq__ = __ne__ = __hash__ = _fail_with_undefined_error
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __getitem__ = _fail_with_undefined_error
    __lt__ = __le__ = __gt__ = __ge__ = __call__ = __int__ = __float__ = __contains__ = _fail_with_undefined_error


class _Context(Context):
    """Looks names up where they are: Jinja would copy them, and so make every one of them, needed or not."""

    def resolve_or_missing(self, key: str) -> Any:
        value = super().resolve_or_missing(key)
        return self.environment.named(key) if value is missing and isinstance(self.environment, Sandbox) else value


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment of one story. ``names`` are what its templates see; steps are counted over all of them."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})
    intercepted_unops = frozenset[str]()
    context_class = _Context

    def __init__(self, names: Mapping[str, Any], filters: Mapping[str, Callable[..., Any]] | None = None) -> None:
        self.budget = budget = Budget()
        super().__init__(undefined=Strict, autoescape=False, optimized=False, finalize=budget.printed)
        self.globals = {}
        self._names = names
        self._own = {"range": budget.range}
        self.filters = {name: budget.counted(one) for name, one in {**FILTERS, **(filters or {})}.items()}
        self.filters |= {"bounded": budget.entries, "measured": budget.measured, "joined": budget.joined}
        self.filters |= {"join": self.filters["joined"], "string": budget.printed}
        self.tests = {name: budget.counted(one) for name, one in TESTS.items()}
        self._compiled: dict[str, Callable[[Mapping[str, Any]], Any]] = {}
        self._safe: dict[tuple[type, str], bool] = {}  # whether objects of a type open an attribute

    # ---- the doors ----------------------------------------------------------------------------------

    def value(self, text: str, span: Span | None, names: Mapping[str, Any] | None = None) -> Any:
        """What a text yields: the object itself when all of it is one ``{{ … }}``, else the text rendered.

        Raises Refused with the diagnostic at ``span``.
        """
        if not TEMPLATE.search(text):
            return text
        try:
            with self.budget:
                if text not in self._compiled:
                    self._compiled[text] = self._prepared(text)
                value = self._compiled[text](names or {})
            if isinstance(value, str) and (bad := BAD_IN_TEXT.search(value)):
                raise BadCharacter(bad[0])
            return value
        except Exception as error:
            raise Refused([self._diagnostic(error, text, span, names or {})]) from None

    def text(self, text: str, span: Span | None) -> str:
        """What a text yields, as a text. Raises Refused, also where it is none."""
        return self.printed(self.value(text, span), span)

    def printed(self, value: Any, span: Span | None) -> str:
        """A value as it stands in a text: texts, numbers and figures do. Raises Refused for another one."""
        try:
            return value if isinstance(value, str) else self.budget.printed(value)
        except (TypeError, TooMuch) as error:
            raise Refused([self._diagnostic(error, "", span, {})]) from None

    def expression(self, text: str, span: Span | None, names: Mapping[str, Any] | None = None) -> Any:
        """What a bare expression yields, as in ``when:`` and ``each:``; braces around it are allowed."""
        bare = text.strip()
        return self.value(bare if bare.startswith("{{") else f"{{{{ {bare} }}}}", span, names)

    # ---- compiling ----------------------------------------------------------------------------------

    def _prepared(self, text: str) -> Callable[[Mapping[str, Any]], Any]:
        if len(text) > MAX_SOURCE:
            raise TooMuch(f"a template of {len(text):,} characters; {MAX_SOURCE:,} is the most")
        path = PATH.fullmatch(text.strip())
        if path:  # most templates name one thing; looking it up needs no compiler
            return lambda names: self._look_up(path[1].split("."), names)
        if "{%" not in text and PATH.sub("", text).find("{") < 0:
            return lambda names: self._text(self._look_ups(text, names))
        code, single = _code(text)
        template = Template.from_code(self, code, self.globals)
        if single:
            return lambda names: self._evaluate(template, names)
        return lambda names: self._text(template.root_render_func(template.new_context(dict(names), shared=True)))

    def named(self, name: str) -> Any:
        """What a name of the story stands for, where the entry has none of that name."""
        return self._names[name] if name in self._names else self._own.get(name, missing)

    def _evaluate(self, template: Template, names: Mapping[str, Any]) -> Any:
        context = template.new_context(dict(names), shared=True)
        for _ in template.root_render_func(context):
            pass
        return self._sound(context.vars["result"])

    def _sound(self, value: Any) -> Any:
        """The value without what Jinja leaves undefined: a name that is not, anywhere in it, raises."""
        if isinstance(value, Undefined):
            if isinstance(value, Strict):
                str(value)
            return None  # an ``if`` without its else
        if isinstance(value, Iterator | list):
            return [self._sound(entry) for entry in self.budget.entries(value)]
        return value

    def _look_up(self, path: list[str], names: Mapping[str, Any]) -> Any:
        head = path[0]
        if head in names:
            value = names[head]
        elif head in self._names:
            value = self._names[head]
        else:
            value = self.undefined(name=head)
        for name in path[1:]:
            value = self.getattr(value, name)
        if isinstance(value, Strict):
            str(value)
        return value

    def _look_ups(self, text: str, names: Mapping[str, Any]) -> Iterator[str]:
        end = 0
        for match in PATH.finditer(text):
            yield text[end : match.start()]
            value = self._look_up(match[1].split("."), names)
            yield self.budget.printed(value)
            end = match.end()
        yield text[end:]

    def _text(self, chunks: Iterable[str]) -> Marked:
        parts: list[str] = []
        size = 0
        for chunk in chunks:
            size += len(chunk)
            if size > MAX_TEXT:
                raise TooMuch(f"more than {MAX_TEXT:,} characters of text")
            parts.append(chunk)
        self.budget.spend(size // LETTERS)
        return Marked("".join(parts))

    # ---- bounds -------------------------------------------------------------------------------------

    def getattr(self, obj: Any, attribute: str) -> Any:
        self.budget.spend()
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        self.budget.spend()
        return super().getitem(obj, argument)

    def call(self, context: Any, obj: Any, *arguments: Any, **named: Any) -> Any:
        for value in (*arguments, *named.values()):
            self.budget.measured(value)
        if getattr(obj, "__name__", "") != "get":  # it finds its entry at once; `index` and `count` look through all
            self.budget.measured(getattr(obj, "__self__", None))
        return self.budget.measured(super().call(context, obj, *arguments, **named))

    def wrap_str_format(self, value: Any) -> None:
        """Jinja2 lets ``str.format`` pass before it asks whether it is safe; its widths are not."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        safe = self._safe.get((type(obj), attr))
        if safe is None:  # it depends on the type alone, and Jinja looks through its kinds one by one
            # str.format and its kin make much of little; filters do what is needed
            closed = isinstance(obj, str | int | float | tuple | list | dict) and attr not in CALLABLE_METHODS
            safe = not (closed or attr.startswith("_")) and super().is_safe_attribute(obj, attr, value)
            self._safe[type(obj), attr] = safe
        return safe

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        numeric = all(isinstance(side, int | float) for side in (left, right))
        if operator == "+" and isinstance(left, str) and isinstance(right, str):
            return self._text((left, right))
        if operator == "+" and isinstance(left, list | tuple) and isinstance(right, list | tuple):
            return self.budget.measured([*left, *right])
        if not numeric:
            for side in (left, right):
                if isinstance(side, Strict):
                    str(side)
            raise TooMuch(f"'{operator}' works on numbers; texts are joined with ~")
        if abs(left) > MAX_NUMBER or abs(right) > MAX_NUMBER or (operator == "**" and abs(right) > MAX_POWER):
            raise TooMuch("a number of that size")
        return self.budget.measured(super().call_binop(context, operator, left, right))

    # ---- what went wrong ----------------------------------------------------------------------------

    def _diagnostic(self, error: Exception, text: str, span: Span | None, names: Mapping[str, Any]) -> Diagnostic:
        if isinstance(error, Refused):
            return error.diagnostics[0]
        if isinstance(error, Unknown):
            if isinstance(text, Str) and span == text.span:
                span = text.spot(error.name)  # the line within a text of several
            hint = did_you_mean(error.name, error.known or (*names, *self._names), error.mend)
            return diagnose("BW311", span, name=error.name, hint=hint)
        if isinstance(error, BadCharacter):
            return bad_character(error.character, span or Span(""))
        if isinstance(error, TooMuch):
            return diagnose("BW313", span, what=str(error))
        if isinstance(error, SecurityError):
            return diagnose("BW312", span, what=_reason(error))
        if isinstance(error, RecursionError):
            return diagnose("BW313", span, what="a template that leads back to itself")
        if isinstance(error, MemoryError):
            return diagnose("BW313", span, what="more than the memory holds")
        if isinstance(error, TemplateError | TypeError | ValueError | ArithmeticError | LookupError | AttributeError):
            return diagnose("BW310", span, why=_reason(error), hint=_meant(error))
        raise error


def _reason(error: Exception) -> str:
    text = str(getattr(error, "message", None) or error).strip() or type(error).__name__
    return text[0].lower() + text[1:].rstrip(".")


def _meant(error: Exception) -> str | None:
    """The filter or test that a misspelt one was meant to be."""
    match = MISNAMED.match(str(error))
    return did_you_mean(match[2], (*FILTERS, *WORDED) if match[1] == "filter" else TESTS) if match else None


def _single(tree: nodes.Template) -> nodes.Expr | None:
    """The expression of a template that is nothing else."""
    if len(tree.body) != 1 or not isinstance(tree.body[0], nodes.Output):
        return None
    parts = [n for n in tree.body[0].nodes if not (isinstance(n, nodes.TemplateData) and not n.data.strip())]
    return parts[0] if len(parts) == 1 and not isinstance(parts[0], nodes.TemplateData) else None


@lru_cache(maxsize=1024)
def _code(text: str) -> Compiled:
    """A template's code, and whether it is one expression, whose value it leaves under the name ``result``.

    Nothing is computed when code is compiled, so it knows no environment: all audiences share it, and later runs, too.
    """
    text = str(text)  # without its place in a file, which no code keeps
    known = template_cache().get(text)
    if known is None:
        known = _compiled(text)
        template_cache().put(text, known)
    return known


def _compiled(text: str) -> Compiled:
    tree = parsed(_COMPILER, text)
    single = _single(tree)
    if single is not None:
        tree = nodes.Template([nodes.Assign(nodes.Name("result", "store"), single, lineno=1)], lineno=1)
    tree.set_environment(_COMPILER)
    return _COMPILER.compile(tree), single is not None


# Jinja wants to know each filter's name when it compiles; what the language's own do, each sandbox says.
_COMPILER = Sandbox({}, dict.fromkeys(WORDED, str))
