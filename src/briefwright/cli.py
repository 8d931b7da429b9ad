"""The commands: arguments in, a build or a listing out, diagnostics printed."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NoReturn

import briefwright

from . import OUTPUTS
from .core.console import ProgressLine, report, tally
from .core.diagnostics import Diagnostic, Refused, Severity, Span, errors
from .core.files import terminal_width
from .core.messages import diagnose
from .core.process import INTERRUPTED, STOPPED, finish

CLEAN, FOUND, WRONG_USAGE, FAULT = 0, 1, 2, 3
# what moved to the appendix, what stands in another language, what the one-pager leaves out, what was undone
DECIDED = ("BW318", "BW324", "BW724", "BW731")


def run() -> NoReturn:
    """The command as a process of its own. Its end frees all: nothing else is waited for, nor collected before."""
    os._exit(finish(main()))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0 when all is clean, 1 on errors (or findings under --strict), 2 on wrong usage, 3 on a
    fault of ours, 130 when it was interrupted."""
    parser = _parser()
    try:
        options = parser.parse_args(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    if not options.command:
        parser.print_help()
        return WRONG_USAGE
    try:
        _stand_somewhere()
        return int(COMMANDS[options.command](options))
    except Refused as refused:
        report(refused.diagnostics)
        written = "" if options.command == "check" else "nothing written: "
        print(f"{written}{tally(refused.diagnostics)}", file=sys.stderr)
        return FOUND
    except KeyboardInterrupt:
        print(STOPPED, file=sys.stderr)
        return INTERRUPTED
    except Exception as error:
        return _unforeseen(error, options)


def _stand_somewhere() -> None:
    try:
        Path.cwd()
    except OSError:
        raise Refused([diagnose("BW734")]) from None


def _unforeseen(error: Exception, options: argparse.Namespace) -> int:
    from .core.unforeseen import diagnostic_of, traceback_of  # only then

    if options.debug:
        print(traceback_of(error), file=sys.stderr)
    written = "what is listed above is written whole, and nothing else" if options.landed else "nothing was written"
    diagnostic = diagnostic_of(error, Span(str(options.brief)) if "brief" in options else None, written)
    report([diagnostic])
    return FAULT if diagnostic.code == "BW733" else FOUND


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="briefwright", description="One brief in YAML becomes a deck, its PDF and handouts, for every audience."
    )
    parser.add_argument("--version", action="version", version=f"briefwright {briefwright.__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")

    new = commands.add_parser("new", help="write a commented brief that builds at once")
    new.add_argument("name", help="its id and file name, for example my-brief")
    for flag, what in (("--minimal", "about 45 lines, not every key"), ("--force", "replace a file that exists")):
        new.add_argument(flag, action="store_true", help=what)

    build = commands.add_parser("build", help="build the deck, its PDF and the handouts of a brief")
    _brief_arguments(build)
    build.add_argument("-o", "--out", type=Path, default=Path("output"), metavar="DIR", help="default: output")
    build.add_argument(
        "--only",
        type=_outputs,
        default=OUTPUTS,
        metavar="KINDS",
        help=f"of {','.join(OUTPUTS)}",
    )
    build.add_argument(
        "--for", dest="clients", type=Path, metavar="TABLE", help="a deck for each row of a table, or of TABLE!SHEET"
    )
    build.add_argument("--executor", metavar="ADDRESS", help="let others do the work of --for: dask://HOST:PORT")
    build.add_argument("--name", default="name", metavar="COLUMN", help="the column of TABLE with the names")
    build.add_argument("--strict", action="store_true", help="treat warnings as errors")
    build.add_argument("--force", action="store_true", help="overwrite outputs that were edited since they were built")

    check = commands.add_parser("check", help="check facts, citations, fit and wording; write nothing")
    _brief_arguments(check, usual="every audience there is")
    check.add_argument("--source", action="append", default=[], metavar="ID=PATH", help="the text of a source")
    check.add_argument("--format", choices=("text", "json", "sarif"), default="text")
    check.add_argument("--coverage", action="store_true", help="print which audience meets which fact, too")
    check.add_argument("--strict", action="store_true", help="exit 1 on warnings too")

    explain = commands.add_parser("explain", help="say where every value comes from and what was left out, and why")
    _brief_arguments(explain)
    explain.add_argument("--coverage", action="store_true", help="facts by audiences instead; default: every audience")
    explain.add_argument("--format", choices=("text", "json"), default="text")

    listing = commands.add_parser("list", help="list what there is to choose from")
    listing.add_argument("kind", choices=briefwright.LISTED)

    translate = commands.add_parser("translate", help="write the sheet in which a brief gets its texts in a language")
    translate.add_argument("brief", type=Path, metavar="BRIEF", help="the brief, a YAML file")
    translate.add_argument("-l", "--language", required=True, metavar="CODE", help="the language of the wordings")
    translate.add_argument("-o", "--out", type=Path, metavar="SHEET", help="default: the brief's, or BRIEF.CODE.csv")
    translate.add_argument("--force", action="store_true", help="replace a file that the brief does not name")

    template = commands.add_parser("template", help="lay a shared template beside a brief, to edit it")
    verbs = template.add_subparsers(dest="verb", metavar="VERB", required=True)
    copy = verbs.add_parser("copy", help="copy a template to where it is looked for first")
    copy.add_argument("kind", choices=briefwright.TEMPLATES)
    copy.add_argument("name", metavar="NAME", help="as briefwright list names it")
    copy.add_argument("--beside", type=Path, metavar="BRIEF", help="beside this brief; default: the working folder")
    copy.add_argument("--force", action="store_true", help="replace a copy that is there")

    theme = commands.add_parser("theme", help="make a theme from a client's own PowerPoint file")
    themes = theme.add_subparsers(dest="verb", metavar="VERB", required=True)
    adopting = themes.add_parser("adopt", help="write a theme for a .potx, a .pptx or a _brand.yml")
    adopting.add_argument("file", type=Path, metavar="FILE", help="the client's .potx, .pptx, .thmx or _brand.yml")
    adopting.add_argument("-o", "--out", metavar="NAME.yaml", help="default: templates/themes/ and the file's name")
    adopting.add_argument("--layout", action="append", default=[], type=_layout, metavar="title|content|section=NAME")
    adopting.add_argument(
        "--from-slides", action=argparse.BooleanOptionalAction, help="make layouts of its sample slides first, or not"
    )
    adopting.add_argument("--without-macros", action="store_true", help="leave out what of a .potm or .pptm can run")

    sheet = themes.add_parser("check", help="draw every form in a theme on one sheet, and say what was matched")
    sheet.add_argument("name", metavar="THEME", help="as briefwright list themes names it")
    sheet.add_argument("-o", "--out", type=Path, default=Path(), metavar="DIR", help="default: the working folder")

    schema = commands.add_parser("schema", help="print a JSON Schema for editors")
    schema.add_argument("kind", nargs="?", choices=briefwright.SCHEMAS, default="brief")
    for each in (*commands.choices.values(), copy, adopting, sheet):
        each.add_argument("--debug", action="store_true", default=argparse.SUPPRESS, help="on a fault, say where")
    parser.set_defaults(debug=False, landed=False)
    return parser


def _brief_arguments(parser: argparse.ArgumentParser, usual: str = "full") -> None:
    parser.add_argument("brief", type=Path, metavar="BRIEF", help="the brief, a YAML file")
    parser.add_argument(
        "-a", "--audience", action="extend", type=lambda names: [name.strip() for name in names.split(",")], default=[],
        metavar="NAMES", help=f"default: {usual}; repeatable",
    )  # fmt: skip
    parser.add_argument("-t", "--theme", metavar="NAME", help="default: the audience's")
    parser.add_argument("-l", "--language", metavar="CODE", help="default: the brief's")


def _outputs(text: str) -> tuple[str, ...]:
    kinds = tuple(part.strip() for part in text.split(",") if part.strip())
    unknown = [kind for kind in kinds if kind not in OUTPUTS]
    if unknown or not kinds:
        raise argparse.ArgumentTypeError(f"{unknown[0] if unknown else 'nothing'!r} is not one of {', '.join(OUTPUTS)}")
    return kinds


def _layout(text: str) -> tuple[str, str]:
    role, _, name = text.partition("=")
    if role not in ("title", "content", "section") or not name.strip():
        raise argparse.ArgumentTypeError(f"{text!r} is not title=NAME, content=NAME or section=NAME")
    return role, name


def _new(options: argparse.Namespace) -> int:
    path = briefwright.new_brief(options.name, force=options.force, minimal=options.minimal)
    print(f"{path} written. Build it:\n    briefwright build {path}")
    return CLEAN


def _build(options: argparse.Namespace) -> int:
    if options.clients:
        return _merge(options)
    if options.executor:
        print("briefwright build: --executor does the work of --for, which is not given", file=sys.stderr)
        return WRONG_USAGE
    built = briefwright.build(options.brief, options.audience, options.out, **_build_options(options))
    shown = _report_build(built.diagnostics)
    if built.failed:
        print(f"nothing written: {tally(shown)}", file=sys.stderr)
        return FOUND
    for path in built.paths:
        print(path)
    return CLEAN


def _merge(options: argparse.Namespace) -> int:
    def landed(path: Path) -> None:
        options.landed = True
        print(f"\033[K{path}" if sys.stdout.isatty() else path, flush=True)  # over the progress that stood there

    merged = briefwright.build_for_clients(
        options.brief, options.clients, options.audience, options.out, **_build_options(options),
        name=options.name, executor=options.executor, landed=landed,
    )  # fmt: skip
    _report_build(merged.diagnostics)
    print(f"{merged.built:,} built, {merged.refused:,} refused", file=sys.stderr)
    for fault in merged.faults if options.debug else ():
        print(fault.trace, file=sys.stderr)
    return FAULT if merged.faults else FOUND if merged.refused else CLEAN


def _build_options(options: argparse.Namespace) -> dict[str, Any]:
    asked = ("theme", "language", "only", "strict", "force")
    return {name: getattr(options, name) for name in asked} | {"progress": ProgressLine()}


def _report_build(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Print the diagnostics of a build and return them: no notes but those of what the build decided itself."""
    shown = [d for d in diagnostics if d.severity is not Severity.NOTE or d.code in DECIDED]
    report(shown)
    return shown


def _check(options: argparse.Namespace) -> int:
    sources = dict(_source(text) for text in options.source)
    asked = {"theme": options.theme, "language": options.language}
    checked = briefwright.check(options.brief, options.audience, **asked, sources=sources)
    findings = checked.diagnostics
    coverage = briefwright.covered(checked) if options.coverage else None
    if options.format == "text":
        if coverage:
            from .inspect.terminal import matrix  # only with --coverage

            print(matrix(coverage, terminal_width(), _bold()))
        report(findings)
        print(tally(findings), file=sys.stderr)
    else:
        from .inspect.report import formatted  # only when a machine reads it

        print(formatted(findings, options.format, briefwright.__version__, coverage))
    counted = {Severity.ERROR, Severity.WARNING} if options.strict else {Severity.ERROR}
    return FOUND if any(d.severity in counted for d in findings) else CLEAN


def _explain(options: argparse.Namespace) -> int:
    from .inspect.terminal import accounts, as_json, matrix  # only what explains prints these

    asked = {"theme": options.theme, "language": options.language}
    if options.coverage:
        facts, findings = briefwright.coverage(options.brief, options.audience, **asked)
        print(as_json(facts) if options.format == "json" else matrix(facts, terminal_width(), _bold()))
    else:
        every, findings = briefwright.explain(options.brief, options.audience, **asked)
        print(as_json(every) if options.format == "json" else accounts(every, terminal_width(), _bold()))
    wrong = errors(findings)
    report(wrong)
    return FOUND if wrong else CLEAN


def _bold() -> Callable[[str], str]:
    """Headings in bold on a terminal that takes colour (no-color.org)."""
    return (lambda text: f"\033[1m{text}\033[0m") if sys.stdout.isatty() and not os.environ.get("NO_COLOR") else str


def _source(text: str) -> tuple[str, Path]:
    name, equals, path = text.partition("=")
    if not equals or not name or not path:
        raise Refused([diagnose("BW703", Span("--source"), given=text)])
    return name, Path(path)


def _list(options: argparse.Namespace) -> int:
    rows = briefwright.listing(options.kind)
    width = max((len(name) for name, _ in rows), default=0)
    for number, (name, text) in enumerate(rows):
        first, *rest = text.splitlines() or [""]
        if rest and number:
            print()
        print(f"{name:<{width}}  {first}".rstrip())
        for line in rest:
            print(f"{'':<{width}}  {line}".rstrip())
    return CLEAN


def _translate(options: argparse.Namespace) -> int:
    made = briefwright.translate(options.brief, options.language, options.out, force=options.force)
    print(f"{made.path} written: {made.count:,} texts, {made.missing:,} of them without a wording.")
    if made.line:
        print(f"The brief takes it with the line\n    {made.line}")
    return CLEAN


def _template(options: argparse.Namespace) -> int:
    path, original = briefwright.copy_template(options.kind, options.name, options.beside, force=options.force)
    whom = f"beside {options.beside.name}" if options.beside else "in this folder, or built from it"
    print(f"{path} written, a copy of {original}.\nFrom now on it is used by every brief {whom}.")
    return CLEAN


def _theme(options: argparse.Namespace) -> int:
    if options.verb == "check":
        paths, findings = briefwright.check_theme(options.name, options.out)
        report(findings)
        print(*(f"{path} written." for path in paths), sep="\n")
        return FOUND if errors(findings) else CLEAN
    from .inspect.theme_use import how_to_use  # only this command adopts

    path, findings = briefwright.adopt_theme(
        options.file, options.out, layouts=dict(options.layout), without_macros=options.without_macros,
        from_slides=options.from_slides,
    )  # fmt: skip
    report(findings)
    print(f"{path} written. Use it:", *how_to_use(path).splitlines(), sep="\n    ")
    return CLEAN


def _schema(options: argparse.Namespace) -> int:
    import json  # only this command prints one

    print(json.dumps(briefwright.schema(options.kind), indent=2, ensure_ascii=False))
    return CLEAN


COMMANDS = {
    "new": _new,
    "build": _build,
    "check": _check,
    "explain": _explain,
    "list": _list,
    "schema": _schema,
    "template": _template,
    "theme": _theme,
    "translate": _translate,
}
