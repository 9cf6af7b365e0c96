"""Every method named as a handler hears a message that exists: a renamed message is otherwise never heard."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator

import textual.widgets
from textual.message import Message
from textual.widget import Widget

from btimeeting import ui

NO_HANDLERS = {"on_entry", "on_prepared", "on_pick"}
"""What the marked line is: a question of ours, and no message of Textual's."""


def _all(of: type[Message]) -> Iterator[type[Message]]:
    for each in of.__subclasses__():
        yield each
        yield from _all(each)


def test_every_handler_hears_a_message_that_is_sent() -> None:
    modules = [importlib.import_module(found.name) for found in pkgutil.walk_packages(ui.__path__, f"{ui.__name__}.")]
    for name in textual.widgets.__all__:
        getattr(textual.widgets, name)
    heard = {each.handler_name for each in _all(Message)} | NO_HANDLERS
    own = [
        each
        for module in modules
        for each in vars(module).values()
        if inspect.isclass(each) and each.__module__ == module.__name__ and issubclass(each, Widget)
    ]
    assert len(own) > 50
    deaf = [f"{each.__name__}.{name}" for each in own for name in vars(each) if name.startswith("on_")]
    assert [found for found in deaf if found.partition(".")[2] not in heard] == []
