"""The door: arguments, language, joining, exit codes."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence

LANGUAGE_VARIABLE = "BTIMEETING_LANG"
"""As in `config`, which is not loaded for every command; a test holds them together."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line `argv` (default: the arguments of this process) and give the exit code.

    0 done, 1 refused or failed with a sentence, 2 bad usage or bad file, 3 locked or wrong passphrase, 4 damaged store.
    """
    from btimeeting.cli import outcomes, parser, same_home  # noqa: PLC0415 - `import btimeeting.cli` stays light

    # No plugin of another program looks at what is checked here; pydantic searches the whole machine for them.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    words = list(sys.argv[1:] if argv is None else argv)
    _speak(words)
    try:
        args = parser.build(words).parse_args(words)
        same_home.remember(getattr(args, "home", None))
        if getattr(args, "func", None) is None:
            return _alone(args)
        return int(args.func(args))
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else outcomes.DONE
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): nothing to say, and nowhere to say it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return outcomes.DONE
    except KeyboardInterrupt:
        return outcomes.FAILED
    except Exception as failure:  # noqa: BLE001 - the one place where a failure becomes a sentence
        return outcomes.tell(failure, sys.stderr)


def _alone(args: Namespace) -> int:
    """No command: the home screen on a terminal, the meeting under way as lines elsewhere."""
    from btimeeting.cli import home  # noqa: PLC0415 - `import btimeeting.cli` stays light

    return home.bare(args)


def _speak(words: Sequence[str]) -> None:
    """Choose the language before anything with words is imported: --lang, BTIMEETING_LANG, settings, the machine's."""
    from btimeeting import i18n  # noqa: PLC0415 - `import btimeeting.cli` stays light
    from btimeeting.cli.parser import early_language  # noqa: PLC0415 - likewise

    chosen = (early_language(words), os.environ.get(LANGUAGE_VARIABLE), i18n.system_language(os.environ))
    i18n.use(next(wanted for wanted in chosen if wanted in i18n.LANGUAGES))
    if i18n.words_are_missing():  # said in English: there are no other words to say it with
        sys.stderr.write(
            "The words of this language have not been made, so everything is in English. "
            "Install btimeeting anew, or in a checkout run: python hatch_build.py\n"
        )


def speak_settings(language: str | None) -> None:
    """Once the settings are read: their language, unless the command line or the environment chose one."""
    from btimeeting import i18n  # noqa: PLC0415 - `import btimeeting.cli` stays light

    if language in i18n.LANGUAGES:
        i18n.use(language)
