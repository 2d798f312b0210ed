"""Unpacks an xz file. Usage: unpack.py SOURCE TARGET"""

from __future__ import annotations

import lzma
import shutil
import sys
from pathlib import Path


def main(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with lzma.open(source) as packed, target.open("wb") as unpacked:
        shutil.copyfileobj(packed, unpacked)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
