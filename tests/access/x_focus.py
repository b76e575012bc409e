"""Gives a window the keyboard, as a window manager would: there is none on the tests' X server."""

import ctypes
from ctypes import byref, c_int, c_uint, c_ulong, c_void_p

_REVERT_TO_POINTER_ROOT, _NOW = 1, 0
_LEAST_WIDTH = 1100
"""What is narrower is no main window."""


def give_keyboard(display_name: str) -> bool:
    """Give the keyboard to the main window on a display; False while there is none."""
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = c_void_p
    x11.XDefaultRootWindow.restype = c_ulong
    display = c_void_p(x11.XOpenDisplay(display_name.encode()))
    wide = [one for one in _windows(x11, display) if _width(x11, display, one) >= _LEAST_WIDTH]
    for window in wide[:1]:
        x11.XSetInputFocus(display, c_ulong(window), _REVERT_TO_POINTER_ROOT, _NOW)
    x11.XCloseDisplay(display)
    return bool(wide)


def _windows(x11: ctypes.CDLL, display: c_void_p) -> list[int]:
    root = c_ulong(x11.XDefaultRootWindow(display))
    parent, children, count = c_ulong(), ctypes.POINTER(c_ulong)(), c_uint()
    x11.XQueryTree(display, root, byref(root), byref(parent), byref(children), byref(count))
    return [children[place] for place in range(count.value)]


def _width(x11: ctypes.CDLL, display: c_void_p, window: int) -> int:
    root, left, top = c_ulong(), c_int(), c_int()
    width, height, border, depth = c_uint(), c_uint(), c_uint(), c_uint()
    sizes = (byref(one) for one in (width, height, border, depth))
    x11.XGetGeometry(display, c_ulong(window), byref(root), byref(left), byref(top), *sizes)
    return width.value
