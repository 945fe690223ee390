"""Takes the pictures under docs/images: the top of each page of made-up schools.

Each is taken as on a desk and as on a telephone:

    python tools/screenshots.py
"""

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from lpcheck.reports import report_names

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs" / "images"
SCHOOLS = {"model": "procedures/model-school", "broken": "tests/examples/broken-school"}
SIZES = {"desk": (1200, 900), "phone": (375, 812)}


def main() -> None:
    """Writes every picture anew."""
    browser_file = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with TemporaryDirectory() as scratch, sync_playwright() as running:
        browser = running.chromium.launch(executable_path=browser_file, args=["--no-sandbox"])
        for audience in report_names():
            for name, school in SCHOOLS.items():
                file = Path(scratch) / f"{audience}-{name}.html"
                words = [school, "--for", audience, "--as-of=2026-11-21", "--output", str(file), "--quiet"]
                subprocess.run([sys.executable, "-m", "lpcheck", "report", *words], check=True, cwd=ROOT)
                first = min(file.parent.glob(f"{file.stem}*.html"))
                for size, (width, height) in SIZES.items():
                    page = browser.new_page(viewport={"width": width, "height": height})
                    page.goto(first.as_uri())
                    page.screenshot(path=IMAGES / f"{file.stem}-{size}.png")
                    page.close()
        browser.close()


if __name__ == "__main__":
    main()
