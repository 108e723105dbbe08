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


if __name__ == "__main__":
    made = sys.argv[1:] or ["office", "browser"]
    if "office" in made:
        office("dampfer.fodt", "docx", "odt", "rtf", "epub", "pdf")
        office("korrektur.fodt", "docx", "odt")
        hard_to_read()
    if "browser" in made:
        browser("seite.html")
