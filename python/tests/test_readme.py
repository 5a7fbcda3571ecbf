"""The examples of the README, run as they stand there."""

from __future__ import annotations

import re
import subprocess
import sys

from .local_server import ROOT


def test_readme_examples_run(demo: str) -> None:
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "python" / "README.md").read_text("utf-8"), re.DOTALL)
    lines = [25, 25, 10, 13, 12]
    assert len(blocks) == len(lines)
    for block, at_least in zip(blocks, lines, strict=True):
        code = block.replace("http://127.0.0.1:8787", demo)
        assert code != block or ".demo(" in block
        done = subprocess.run([sys.executable, "-c", code], timeout=60, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        assert len(done.stdout.splitlines()) >= at_least
