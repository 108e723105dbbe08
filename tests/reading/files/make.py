"""Make the files that the tests of the formats read, with the programs that people use.

It needs LibreOffice's ``soffice`` (Debian: libreoffice-writer, libreoffice-calc) and Chromium. Each
file is made of a source beside it in ``sources``; README.md says which program made which.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).parent
SOURCES = HERE / "sources"


def office(source: str, *suffixes: str) -> None:
    """Save a document in other formats, as its program does."""
    with tempfile.TemporaryDirectory() as profile:
        for suffix in suffixes:
            command = [
                "soffice",
                f"-env:UserInstallation=file://{profile}",
                "--headless",
                "--convert-to",
                suffix,
            ]
            subprocess.run(
                [*command, "--outdir", HERE, SOURCES / source], check=True, stdout=subprocess.DEVNULL
            )


def exports() -> None:
    """Save what press archives export as text in the other forms in which people get it."""
    for name in ("nexis", "factiva", "proquest", "wiso"):
        with tempfile.TemporaryDirectory() as folder:
            profile = f"-env:UserInstallation=file://{folder}/profile"
            for suffix, options in (
                ("docx", ["--infilter=Text (encoded):UTF8,,,,"]),
                ("pdf", []),
                ("rtf", []),
            ):
                source = HERE / f"press/{name}.{'txt' if options else 'docx'}"
                command = ["soffice", profile, "--headless", *options, "--convert-to", suffix]
                subprocess.run(
                    [*command, "--outdir", HERE / "press", source], check=True, stdout=subprocess.DEVNULL
                )


def hard_to_read() -> None:
    """Make a PDF with a password, and one that is nothing but the picture of a page."""
    from PIL import Image, ImageDraw

    with tempfile.TemporaryDirectory() as folder:
        options = {"EncryptFile": ("boolean", "true"), "DocumentOpenPassword": ("string", "geheim")}
        said = {key: {"type": kind, "value": value} for key, (kind, value) in options.items()}
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to"]
        filter_ = f"pdf:writer_pdf_Export:{json.dumps(said)}"
        subprocess.run(
            [*command, filter_, "--outdir", folder, SOURCES / "korrektur.fodt"],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        shutil.move(f"{folder}/korrektur.pdf", HERE / "passwort.pdf")
    page = Image.new("1", (420, 595), 1)
    ImageDraw.Draw(page).text((40, 40), "Konstanz", fill=0)
    page.save(HERE / "scan.pdf")


def browser(source: str) -> None:
    """Print a page to PDF and save it as one file, as a browser does."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = chromium.new_page()
        page.goto((SOURCES / source).as_uri())
        name = HERE / Path(source).stem
        page.pdf(path=f"{name}-gedruckt.pdf", format="A5", display_header_footer=True)
        snapshot = page.context.new_cdp_session(page).send("Page.captureSnapshot", {"format": "mhtml"})
        saved = snapshot["data"].replace(SOURCES.as_uri(), "https://seeblatt.example/ausflug")
        Path(f"{name}.mhtml").write_text(saved, encoding="utf-8", newline="")
        chromium.close()


def printed(*sources: str) -> None:
    """Print pages to PDF without the head and foot of a browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = chromium.new_page()
        for source in sources:
            page.goto((SOURCES / source).as_uri())
            page.pdf(path=HERE / f"{Path(source).stem}.pdf", format="A5")
        chromium.close()


def mails() -> None:
    """Write a mail with an attachment, and a mailbox of two, as Python's own mail program does."""
    from email.message import EmailMessage
    from email.utils import format_datetime
    from mailbox import mbox

    def mail(subject: str, day: int, text: str) -> EmailMessage:
        message = EmailMessage()
        message["From"] = "Seeblatt <redaktion@seeblatt.example>"
        message["To"] = "leser@seeblatt.example"
        message["Subject"] = subject
        message["Date"] = format_datetime(datetime(2024, 6, day, 8, 30, tzinfo=UTC))
        message.set_content(text, cte="quoted-printable")
        return message

    first = mail("Raddampfer fährt nach Bregenz", 19, "Der Dampfer legt um acht in Konstanz ab.\n")
    first.add_alternative("<p>Der Dampfer legt um acht in <b>Konstanz</b> ab.</p>", subtype="html")
    document = (HERE / "korrektur.docx").read_bytes()
    kind = "vnd.openxmlformats-officedocument.wordprocessingml.document"
    first.add_attachment(document, maintype="application", subtype=kind, filename="Anhang für Gäste.docx")
    first.add_attachment(b"GIF89a", maintype="image", subtype="gif", filename="logo.gif")
    (HERE / "mail.eml").write_bytes(first.as_bytes())
    second = mail(
        "Stau in Lindau", 20, "Auf der Brücke nach Lindau steht alles.\n\nFrom Lindau nach Bregenz.\n"
    )
    (HERE / "mails.mbox").unlink(missing_ok=True)
    box = mbox(HERE / "mails.mbox")
    for message in (first, second):
        box.add(message)
    box.close()


def crawl() -> None:
    """Write a web archive of a page, a picture and a missing page, as a crawler does."""
    from io import BytesIO

    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    page = (SOURCES / "seite.html").read_bytes()
    answers = [
        ("https://seeblatt.example/ausflug/raddampfer?id=1", "200 OK", "text/html; charset=utf-8", page),
        ("https://seeblatt.example/logo.gif", "200 OK", "image/gif", b"GIF89a"),
        ("https://seeblatt.example/weg", "404 Not Found", "text/html", b"<p>Nicht gefunden</p>"),
    ]
    with (HERE / "netz.warc.gz").open("wb") as output:
        writer = WARCWriter(output, gzip=True)
        for url, status, kind, content in answers:
            headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(url, "response", payload=BytesIO(content), http_headers=headers)
            )


if __name__ == "__main__":
    made = sys.argv[1:] or ["office", "browser", "mails", "crawl"]
    if "office" in made:
        office("dampfer.fodt", "docx", "odt", "rtf", "epub", "pdf")
        office("korrektur.fodt", "docx", "odt")
        office("tabelle.fods", "xlsx", "ods", "xls")
        hard_to_read()
        exports()
    if "browser" in made:
        browser("seite.html")
        printed("blatt.html", "fett.html")
    if "mails" in made:
        mails()
    if "crawl" in made:
        crawl()
