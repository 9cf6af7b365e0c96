"""Every string inside Textual that a person could see, and where it is replaced. Checked against the pinned version.

We use none of Textual's header, footer, help panel and command palette; a new release may bring new words, so the
pin is raised in a commit of its own, with this list.
"""

from __future__ import annotations

TEXTUAL = "8.2.8"
"""The version these were read in."""

REPLACED = {
    "Search for commands…": "screens/everything.py is a list of our own",
    "No matches found": "screens/everything.py",
    "Quit the application as soon as possible": "app.get_system_commands gives none",
    "Change the current theme": "app.get_system_commands gives none; house_commands.Colours",
    "Show help for the focused widget and a summary of available keys": "app.get_system_commands gives none",
    "Save an SVG 'screenshot' of the current screen": "app.get_system_commands gives none",
    "Quit the app and return to the command prompt.": "inherit_bindings=False; house_commands.Quit",
    "Focus Next": "inherit_bindings=False on every screen",
    "Copy selected text": "inherit_bindings=False on every screen",
    "Select": "no Select without a prompt of its own",
    "Must be a valid number.": "every validator has a failure_description",
}
"""Textual's words → where ours stand instead."""
