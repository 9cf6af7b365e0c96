"""The colours: dark, light, and strong contrast. Meaning never hangs on them alone."""

from __future__ import annotations

from textual.theme import Theme

PALETTES = {
    "dark": {
        "foreground": "#e8eaed",
        "background": "#14171c",
        "now": "#7cc4ff",
        "soon": "#ffb454",
        "over": "#ffb454",
        "over-text": "#14171c",
        "quiet": "#a3abb8",
        "line": "#3a424e",
        "footer": "#1f252d",
        "footer-text": "#e8eaed",
        "key": "#7cc4ff",
    },
    "light": {
        "foreground": "#1b1f24",
        "background": "#fbfaf7",
        "now": "#0b5cad",
        "soon": "#8a4b00",
        "over": "#8a4b00",
        "over-text": "#ffffff",
        "quiet": "#4f5761",
        "line": "#c9ccd1",
        "footer": "#e9e7e1",
        "footer-text": "#1b1f24",
        "key": "#0b5cad",
    },
    "contrast": {
        "foreground": "#ffffff",
        "background": "#000000",
        "now": "#ffff00",
        "soon": "#ffff00",
        "over": "#ffffff",
        "over-text": "#000000",
        "quiet": "#c6c6c6",
        "line": "#ffffff",
        "footer": "#000000",
        "footer-text": "#ffffff",
        "key": "#ffff00",
    },
}
"""Each theme's colours by what they mean; tests reckon their contrast."""


def theme(name: str) -> Theme:
    """The theme of that name: "dark", "light" or "contrast"."""
    colours = PALETTES[name]
    return Theme(
        name=f"bti-{name}",
        primary=colours["now"],
        accent=colours["now"],
        warning=colours["soon"],
        foreground=colours["foreground"],
        background=colours["background"],
        surface=colours["background"],
        panel=colours["footer"],
        dark=name != "light",
        text_alpha=1.0,
        variables={key: value for key, value in colours.items() if key not in ("foreground", "background")},
    )
