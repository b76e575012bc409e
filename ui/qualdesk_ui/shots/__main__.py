"""The command line: every scene in each size, light and dark, or only those asked for."""

import argparse
import os
import sys
from collections.abc import Sequence
from itertools import product
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from qualdesk_ui.shots.scenes import SCENES
from qualdesk_ui.shots.studio import Studio
from qualdesk_ui.theme import Scheme, Theme, install

_SIZES = (QSize(1440, 900), QSize(1100, 700))
_SCHEMES = (Scheme.LIGHT, Scheme.DARK)


def main(arguments: Sequence[str]) -> int:
    """Write the pictures, named by scene, width and scheme."""
    options = _parser().parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    theme = Theme()
    install(theme)
    theme.apply_to(app)
    options.folder.mkdir(parents=True, exist_ok=True)
    sizes = options.sizes or _SIZES
    schemes = [Scheme(one) for one in options.schemes or _SCHEMES]
    with Studio() as studio:
        for scheme, name, size in product(schemes, options.scenes or SCENES, sizes):
            path = options.folder / f"{name}-{size.width()}-{scheme.value}.png"
            studio.take(SCENES[name], size, scheme, path)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="shots")
    parser.add_argument("folder", type=_folder)
    parser.add_argument("scenes", nargs="*", metavar="SCENE", choices=[[], *SCENES])
    parser.add_argument("--size", dest="sizes", action="append", type=_size, metavar="1280x800")
    schemes = [one.value for one in _SCHEMES]
    parser.add_argument("--scheme", dest="schemes", action="append", choices=schemes)
    return parser


def _folder(words: str) -> Path:
    folder = Path(words)
    if folder.exists() and not folder.is_dir():
        raise argparse.ArgumentTypeError(f"{folder} is a file. Name a folder for the pictures.")
    return folder


def _size(words: str) -> QSize:
    width, _by, height = words.partition("x")
    return QSize(int(width), int(height))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
