"""Is there a browser to test the pages with? Installs Debian's chromium when it may, else says what to do."""

import os
import shutil
import subprocess
import sys

INSTALL = (["apt-get", "update"], ["apt-get", "install", "--yes", "--no-install-recommends", "chromium"])


def find_browser() -> str | None:
    """Return the path of a chromium, if there is one."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def main() -> int:
    """Make sure there is a browser; return the exit status."""
    if find_browser():
        return 0
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing chromium, to test the pages with ...", file=sys.stderr)
        for command in INSTALL:
            quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
            if subprocess.run(command, check=False, **quiet).returncode != 0:
                break
    if find_browser():
        return 0
    print(
        "The pages are tested in a real browser: please install chromium (Debian: apt-get install chromium).",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
