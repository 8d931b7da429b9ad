"""The house keeps its floors: who imports whom, how long a file is, what its first line says."""

import ast
import graphlib
import io
import tokenize
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

PACKAGE = "briefwright"
SOURCE = Path(__file__).resolve().parent.parent / "src" / PACKAGE
MAX_LINES = 350

# Bottom first. A name is a module or a folder under src/briefwright, and the longest name that fits counts; every
# model.py stands on MODEL_FLOOR.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("core",),
    ("yamlfile",),
    ("data",),
    (),  # every model.py
    ("brief",),
    ("audience",),
    ("theme.ooxml",),
    ("theme.adopt",),
    ("theme",),
    ("text",),
    ("scene",),
    ("forms.kit",),
    ("forms",),
    ("story",),
    ("layout",),
    ("audit",),
    ("write",),
    ("handout",),
    ("checks",),
    ("pipeline",),
    ("inspect",),
    ("cli", "__main__"),
)
MODEL_FLOOR = 4
# A writer's folder is its door: write.pptx.write(scene, theme).
DOORS = ("write.pptx", "write.pdf")
# Models of different folders do not know each other, but for these: a theme's text styles are the page's own, and the
# labels of a chart are set text, shapes are drawn with the strokes that text knows, and a brief names tables.
MODELS_SEE = {
    ("brief.model", "data.model"),
    ("theme.model", "scene.model"),
    ("scene.chart.model", "scene.text.model"),
    ("scene.chart.parts.model", "scene.text.model"),
    ("scene.shape.model", "scene.text.model"),
}

LOOSE = ("__main__", "cli")  # files at the top of the package
# Files here are named for what they are about, which other rooms are about, too: the items that a writer writes, the
# stage whose sentences they hold, the kind of chart.
NAMED_FOR = ("write.", "core.catalogue.", "forms.charts.")
# ``read`` is what reads the files of its room; the others are to get names of their own, and then leave this list.
NAMED_ALIKE = {
    "read", "content", "deck", "drawing", "listing", "message", "page", "report", "script", "text",
}  # fmt: skip

# A writer sees the placed pages, the theme's values and the fonts; no form, no brief, no audience.
WRITERS_SEE = (
    "write", "text", "scene.model", "scene.walk", "scene.objects", "scene.chart.sheet", "theme.model", "core",
)  # fmt: skip


@dataclass(frozen=True)
class Import:
    """One import: the module (dotted, below the package; "" is the package) and where it stands."""

    target: str
    line: int
    in_function: bool


Sources = dict[str, str]  # module below the package, dotted → its text; a package stands for its __init__


def read_sources(root: Path) -> Sources:
    found = {}
    for path in sorted(root.rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path.read_text(encoding="utf-8")
    return found


def is_package(module: str, sources: Sources) -> bool:
    return module == "" or any(other.startswith(f"{module}.") for other in sources)


def floor_of(module: str, sources: Sources) -> int | None:
    """The floor, from 1; 0 for a sub-package's own __init__, which imports nothing; None if it has none."""
    if is_package(module, sources) and module not in DOORS:
        return 0
    if module.split(".")[-1] == "model":
        return MODEL_FLOOR
    parts = module.split(".")
    floors = {name: floor for floor, names in enumerate(FLOORS, start=1) for name in names}
    return next((floors[name] for end in range(len(parts), 0, -1) if (name := ".".join(parts[:end])) in floors), None)


def imports_of(module: str, sources: Sources) -> Iterator[Import]:
    """Every import of our own modules in one file, wherever it stands."""
    here = module.split(".") if module else []
    if not is_package(module, sources):
        here = here[:-1]

    def targets(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] == PACKAGE:
                    yield alias.name.removeprefix(PACKAGE).removeprefix(".")
            return
        name = node.module.split(".") if node.module else []
        if node.level:
            name = here[: len(here) - node.level + 1] + name
        elif name[:1] == [PACKAGE]:
            name = name[1:]
        else:
            return
        for alias in node.names:
            longer = ".".join([*name, alias.name])
            yield longer if longer in sources else ".".join(name)

    for node, in_function in import_nodes(sources[module]):
        for target in targets(node):
            yield Import(target, node.lineno, in_function)


def import_nodes(text: str) -> Iterator[tuple[ast.Import | ast.ImportFrom, bool]]:
    stack: list[tuple[ast.AST, bool]] = [(ast.parse(text), False)]
    while stack:
        node, in_function = stack.pop()
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node, in_function
        inside = in_function or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        stack.extend((child, inside) for child in ast.iter_child_nodes(node))


def folder_of(module: str, sources: Sources) -> list[str]:
    parts = module.split(".")
    return parts if is_package(module, sources) else parts[:-1]


def same_house(one: list[str], other: list[str]) -> bool:
    """Whether one folder is the other or holds it: write/pptx and write yes, write/pptx and write/pdf no."""
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter] and (shorter > 0 or one == other)


# ---- the rules: each turns the sources into the sentences that say what is wrong -------------------


def broken_floors(sources: Sources) -> list[str]:
    wrong = []
    for module in sources:
        if module == "":
            continue  # the package itself may reach for the pipeline, lazily
        floor = floor_of(module, sources)
        if floor is None:
            wrong.append(f"{module} stands on no floor: give it one in FLOORS")
            continue
        for found in imports_of(module, sources):
            below = floor_of(found.target, sources)
            at = f"{module}:{found.line} imports {found.target or PACKAGE}"
            if floor == 0:
                wrong.append(f"{at}: the __init__ of a sub-package imports nothing of ours")
            elif found.target == "":
                if module not in ("cli", "__main__"):
                    wrong.append(f"{at}: only the command line may import the package as a whole")
            elif below is None:
                wrong.append(f"{at}, which stands on no floor")
            elif below > floor:
                wrong.append(f"{at}: floor {floor} reaches up to floor {below}")
            elif (
                below == floor
                and (module, found.target) not in MODELS_SEE
                and not same_house(folder_of(module, sources), folder_of(found.target, sources))
            ):
                wrong.append(f"{at}: both stand on floor {floor}, in different folders")
    return wrong


def nosy_writers(sources: Sources) -> list[str]:
    return [
        f"{module}:{found.line} imports {found.target}: a writer sees only {', '.join(WRITERS_SEE)}"
        for module in sources
        if module.split(".")[0] == "write"
        for found in imports_of(module, sources)
        if not any(found.target == seen or found.target.startswith(f"{seen}.") for seen in WRITERS_SEE)
    ]


def circles(sources: Sources) -> list[str]:
    graph = {module: {found.target for found in imports_of(module, sources)} for module in sources if module}
    try:
        graphlib.TopologicalSorter(graph).prepare()
    except graphlib.CycleError as error:
        return [" → ".join(error.args[1])]
    return []


def unexplained_imports(sources: Sources) -> list[str]:
    """An import inside a function needs a comment on its line or just above (one for a run of them); the package itself
    has none elsewhere, and says why at its top."""
    wrong = []
    for module, text in sources.items():
        if module == "":
            continue
        comments = {
            token.start[0]
            for token in tokenize.generate_tokens(io.StringIO(text).readline)
            if token.type == tokenize.COMMENT and not token.string.lstrip("# ").startswith(("noqa", "type:"))
        }
        explained: set[int] = set()  # the last lines of imports that have their comment
        nodes = sorted((node for node, inside in import_nodes(text) if inside), key=lambda node: node.lineno)
        for node in nodes:
            last = node.end_lineno or node.lineno
            lines = range(node.lineno - 1, last + 1)
            if node.lineno - 1 in explained or any(line in comments for line in lines):
                explained.add(last)
            else:
                wrong.append(f"{module or PACKAGE}:{node.lineno} imports inside a function without saying why")
    return wrong


def mute_files(sources: Sources) -> list[str]:
    return [f"{module or PACKAGE} has no docstring" for module, text in sources.items() if not has_docstring(text)]


def has_docstring(text: str) -> bool:
    return bool((ast.get_docstring(ast.parse(text)) or "").strip())


def long_files(sources: Sources) -> list[str]:
    counted = {module: len(text.splitlines()) for module, text in sources.items()}
    return [f"{module} has {lines} lines" for module, lines in counted.items() if lines > MAX_LINES]


def forms_by_module(sources: Sources) -> list[str]:
    """Outside ``forms`` a form is known by the table and by the records of the kit, never by its own module."""
    return [
        f"{module}:{found.line} imports {found.target}: ask forms.table for the form, and the form for its traits"
        for module in outside_forms(sources)
        for found in imports_of(module, sources)
        if found.target.startswith("forms.") and not found.target.startswith(("forms.table", "forms.kit"))
    ]


def forms_by_name(sources: Sources) -> list[str]:
    """Outside ``forms`` no form is known by its name: no comparison with it, no collection of names, no call for it."""
    names = form_names(sources)
    return [
        f"{module}:{node.lineno} knows a form by its name: make it a trait of the form"
        for module in outside_forms(sources)
        for node in ast.walk(ast.parse(sources[module]))
        if isinstance(node, ast.expr) and names_form(node, names)
    ]


def outside_forms(sources: Sources) -> list[str]:
    return [module for module in sources if module.split(".")[0] != "forms" and module != "core.chart_kinds"]


def form_names(sources: Sources) -> set[str]:
    """The names that the files in ``forms`` give their forms: ``Form(name="bar")``."""
    return {
        keyword.value.value
        for module, text in sources.items()
        if module.split(".")[0] == "forms"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Form"
        for keyword in node.keywords
        if keyword.arg == "name" and isinstance(keyword.value, ast.Constant)
    }


def names_form(node: ast.expr, names: set[str]) -> bool:
    """Whether an expression names a form. A name of one word ("title") may mean much else where it stands alone."""

    def named(*parts: ast.expr | None) -> bool:
        return bool(parts) and all(isinstance(part, ast.Constant) and part.value in names for part in parts)

    match node:
        case ast.Compare(left=left, comparators=comparators):  # two slides may be of one form
            return any(map(is_form, (left, *comparators))) and not all(map(is_form, (left, *comparators)))
        case ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Set(elts=[_, _, *_] as parts) | ast.Dict(keys=parts):
            return named(*parts)
        case ast.Call(func=ast.Name(id="form"), args=[name]):
            return named(name)
        case ast.Constant(value=str(text)):
            return "-" in text and text in names
        case _:
            return False


def is_form(node: ast.expr) -> bool:
    """``slide.form``, ``draft.form.name``, ``entry["form"]``."""
    match node:
        case ast.Attribute(attr="form") | ast.Attribute(value=ast.Attribute(attr="form"), attr="name"):
            return True
        case ast.Subscript(slice=ast.Constant(value="form")):
            return True
        case _:
            return False


def loose_files(sources: Sources) -> list[str]:
    """At the top of the package stand only the library, the module that runs it, and the command line."""
    return [
        f"{module} stands loose at the top: give it a room"
        for module in sources
        if "." not in module and module not in ("", *LOOSE) and not is_package(module, sources)
    ]


def classes_twice(sources: Sources) -> list[str]:
    modules: dict[str, list[str]] = defaultdict(list)
    for module, text in sources.items():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.ClassDef):
                modules[node.name].append(module)
    return [f"{' and '.join(where)} have a class {name} each" for name, where in modules.items() if len(where) > 1]


def names_twice(sources: Sources) -> list[str]:
    """No two files whose names say the same, one in the plural or not; models, and what ``NAMED_FOR`` says, may."""
    modules: dict[str, list[str]] = defaultdict(list)
    for module in sources:
        stem = module.split(".")[-1]
        if not is_package(module, sources) and stem != "model" and not module.startswith(NAMED_FOR):
            modules[stem.removesuffix("s")].append(module)
    return [
        f"{' and '.join(where)} have the same name"
        for stem, where in modules.items()
        if len(where) > 1 and stem not in NAMED_ALIKE
    ]


RULES = (
    broken_floors, nosy_writers, circles, unexplained_imports, mute_files, long_files, forms_by_module, forms_by_name,
    loose_files, classes_twice, names_twice,
)  # fmt: skip


# ---- our own house ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def house() -> Sources:
    return read_sources(SOURCE)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_our_house(rule, house: Sources) -> None:
    assert rule(house) == []


# ---- the rules themselves: a house in order passes, each fault is seen ------------------------------

IN_ORDER: Sources = {
    "": '"""The map."""\ndef build():\n    # heavy\n    from briefwright.pipeline.build import run\n    return run',
    "core": '"""c"""',
    "core.diagnostics": '"""d"""\nimport json',
    "core.messages": '"""m"""\nfrom briefwright.core.diagnostics import Span',
    "scene": '"""s"""',
    "scene.model": '"""s"""\nfrom ..core.geometry import Rect',
    "core.geometry": '"""g"""',
    "text": '"""t"""',
    "text.fonts": '"""t"""\nfrom briefwright.core import messages',
    "forms": '"""f"""',
    "forms.a": '"""f"""\nfrom briefwright.scene import model\nfrom . import b',
    "forms.b": '"""f"""\nfrom briefwright.text.fonts import X\nFORM = Form(name="b-form"), Form(name="line")',
    "forms.table": '"""f"""\nTABLE = {"b-form": "b", "line": "b"}',
    "layout": '"""l"""',
    "layout.deck": '"""l"""\nfrom ..forms.table import TABLE\nsame = one.form == other.form\nkinds = ("line", "text")',
    "write": '"""w"""',
    "write.common": '"""w"""',
    "write.pdf": '"""w"""',
    "write.pdf.text": '"""w"""\nfrom ...scene.model import Page\nfrom ..common import x\nfrom .shapes import y',
    "write.pdf.shapes": '"""w"""\nimport briefwright.text.fonts',
    "write.pptx": '"""w"""',
    "write.pptx.text": '"""w"""',
    "pipeline": '"""b"""',
    "pipeline.build": '"""p"""\nfrom ..write.pdf import text',
    "cli": '"""c"""\nfrom . import build\nfrom .pipeline import build',
}

FAULTS = [
    (broken_floors, "text.fonts", '"""x"""\nfrom briefwright.forms.a import A', "reaches up"),
    (broken_floors, "text.fonts", '"""x"""\ndef f():\n    from ..pipeline.build import run  # late', "reaches up"),
    (broken_floors, "brief.read", '"""x"""\nfrom briefwright.text import fonts', "reaches up"),
    (broken_floors, "write.pptx.text", '"""x"""\nfrom briefwright.write.pdf.text import x', "different folders"),
    (broken_floors, "story.model", '"""x"""\nfrom ..forms.a import A', "reaches up"),
    (broken_floors, "story.model", '"""x"""\nfrom ..scene.model import Page', "different folders"),
    (broken_floors, "odds", '"""x"""', "no floor"),
    (broken_floors, "forms", '"""x"""\nfrom briefwright.text.fonts import X', "__init__"),
    (broken_floors, "forms.b", '"""x"""\nfrom briefwright import check', "as a whole"),
    (nosy_writers, "write.pdf.text", '"""x"""\nfrom briefwright.forms import a', "a writer sees only"),
    (nosy_writers, "write.common", '"""x"""\nimport briefwright.yamlfile.validate', "a writer sees only"),
    (circles, "forms.b", '"""x"""\nfrom .a import A', "forms.a"),
    (unexplained_imports, "cli", '"""x"""\ndef f():\n    import json', "without saying why"),
    (unexplained_imports, "cli", '"""x"""\ndef f():\n    import json  # noqa: A1', "without saying why"),
    (mute_files, "cli", "# a comment\nimport json", "no docstring"),
    (forms_by_module, "layout.deck", '"""x"""\nfrom ..forms.b import FORM', "ask forms.table"),
    (
        forms_by_module,
        "layout.deck",
        '"""x"""\ndef f():\n    from briefwright.forms import b  # late',
        "ask forms.table",
    ),
    (forms_by_name, "layout.deck", '"""x"""\ncover = page.form == "line"', "make it a trait"),
    (forms_by_name, "layout.deck", '"""x"""\ncover = draft.form.name in COVERS', "make it a trait"),
    (forms_by_name, "layout.deck", '"""x"""\ncover = entry["form"] != "line"', "make it a trait"),
    (forms_by_name, "layout.deck", '"""x"""\nCOVERS = ("line",)', "make it a trait"),
    (forms_by_name, "layout.deck", '"""x"""\nHEIGHTS = {"line": 324.0}', "make it a trait"),
    (forms_by_name, "layout.deck", '"""x"""\nshape = form("line")', "make it a trait"),
    (forms_by_name, "layout.deck", '"""x"""\nheights = of(b="b-form")', "make it a trait"),
    (loose_files, "odds", '"""x"""', "a room"),
    (classes_twice, "forms.b", '"""x"""\nclass A: ...\ndef f():\n    class A: ...', "class A"),
    (names_twice, "forms.font", '"""x"""', "text.fonts and forms.font"),
    (long_files, "cli", '"""x"""\n' + "\n" * MAX_LINES, f"{MAX_LINES + 1} lines"),
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_house_in_order_passes(rule) -> None:
    assert rule(IN_ORDER) == []


@pytest.mark.parametrize(("rule", "module", "text", "says"), FAULTS)
def test_each_fault_is_seen(rule, module: str, text: str, says: str) -> None:
    # a circle is one circle, whichever file it is read from first
    wrong = rule({**IN_ORDER, module: text})
    assert len(wrong) == 1
    if rule is circles:
        assert {"forms.a", "forms.b"} == set(wrong[0].split(" → "))
    else:
        assert says in wrong[0]


def test_one_comment_explains_a_run_of_imports() -> None:
    text = (
        '"""x"""\ndef f():\n    # heavy: for charts only\n    import json\n    from os import (\n        path,\n    )\n'
    )
    assert unexplained_imports({"cli": text}) == []
