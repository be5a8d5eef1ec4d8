"""Builds the wheel, installs it into an empty environment, and rehearses a campaign from there.

Run by `make wheel-check`: it needs the package index, which the tests do not.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROOMS = {"bot", "handlers", "scheduler", "storage"}
LEFT = {"transcript.md", "ledger.xlsx", "package.zip", "incoming.jsonl", "deliveries.jsonl"}


def run(*command: str | Path, cwd: Path) -> None:
    """Run a command; its failure ends the check."""
    subprocess.run([str(part) for part in command], cwd=cwd, check=True)


def main() -> int:
    """Check the wheel from the outside; return the exit status."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", place, ROOT, cwd=place)
        (wheel,) = place.glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            tops = {name.split("/")[0] for name in archive.namelist()}
        assert {top for top in tops if not top.endswith(".dist-info")} == ROOMS, tops
        venv.create(place / "env", with_pip=True)
        scripts = place / "env" / ("Scripts" if os.name == "nt" else "bin")
        run(scripts / "pip", "install", "--quiet", wheel, cwd=place)
        run(scripts / "baosong", "demo", "--headless", "--out", place / "out", cwd=place)
        assert {path.name for path in (place / "out").iterdir()} >= LEFT
        print("wheel: 1 passed, 0 failed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
