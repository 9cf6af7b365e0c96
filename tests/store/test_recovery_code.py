"""The printed code: what is typed back is what was printed, and a slip of the finger is told from a wrong code."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from btimeeting.store.errors import RecoveryCodeMistyped
from btimeeting.store.recovery_code import RecoveryCode, decode, encode

secrets = st.binary(min_size=32, max_size=32)
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@given(secrets)
def test_what_is_printed_is_read_back(secret: bytes) -> None:
    code = encode(secret)
    assert decode(code.text) == secret
    assert len(code.lines) == 4
    assert all(len(line) == 19 and set(line) <= {*ALPHABET, "-"} for line in code.lines)


@given(secrets)
def test_it_is_read_however_people_type_it(secret: bytes) -> None:
    text = encode(secret).text
    for typed in (
        text.lower(),
        text.replace("\n", " "),
        text.replace("-", "").replace("\n", ""),
        f"  {text}\r\n\r\n",
        text.replace("-", " – "),
        text.replace("0", "O").replace("1", "l"),
        text.replace("0", "o").replace("1", "I").replace("V", "u"),
    ):
        assert decode(typed) == secret


@given(secrets, st.integers(0, 63), st.sampled_from(ALPHABET + "Ø"))
def test_one_wrong_character_names_its_line(secret: bytes, place: int, wrong: str) -> None:
    flat = encode(secret).text.replace("-", "").replace("\n", "")
    typed = flat[:place] + wrong + flat[place + 1 :]
    if typed == flat:
        return
    with pytest.raises(RecoveryCodeMistyped) as caught:
        decode(typed)
    assert caught.value.line == place // 16 + 1


@given(secrets)
def test_lines_in_another_order_are_noticed(secret: bytes) -> None:
    first, second, third, fourth = encode(secret).lines
    with pytest.raises(RecoveryCodeMistyped) as caught:
        decode(f"{second}\n{first}\n{third}\n{fourth}")
    assert caught.value.line == 1


def test_a_missing_character_is_found_in_its_line_or_at_least_counted() -> None:
    lines = encode(bytes(range(32))).lines
    with pytest.raises(RecoveryCodeMistyped) as caught:
        decode("\n".join((lines[0], lines[1], lines[2][:-1], lines[3])))
    assert (caught.value.line, caught.value.found, caught.value.expected) == (3, 63, 64)
    with pytest.raises(RecoveryCodeMistyped) as caught:
        decode("".join(lines)[:-1])
    assert (caught.value.line, caught.value.found) == (None, 63)
    for typed in ("", "passord", "\n\n\n\n"):
        with pytest.raises(RecoveryCodeMistyped):
            decode(typed)


def test_a_code_does_not_show_itself() -> None:
    assert repr(encode(b"k" * 32)) == "RecoveryCode()"
    assert isinstance(encode(b"k" * 32), RecoveryCode)
    with pytest.raises(ValueError, match="32"):
        encode(b"short")
