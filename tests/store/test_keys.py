"""Who gets in: passphrases, printed codes, and the rules that keep somebody able to."""

from __future__ import annotations

import json
import pickle
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest

from btimeeting.store import keys, slots
from btimeeting.store.database import open_encrypted, rows
from btimeeting.store.errors import (
    Damage,
    KeysDamaged,
    KeysMissing,
    KeysTaken,
    KeysTooNew,
    LastSlots,
    NoSuchSlot,
    NotEnoughMemory,
    PassphraseTooShort,
    RecoveryCodeMistyped,
    StoreBusy,
    WrongPassphrase,
    WrongRecoveryCode,
)
from btimeeting.store.home import Home
from btimeeting.store.lock import FileLock
from btimeeting.store.secret import DatabaseKey, new_key
from btimeeting.store.slots import CHEAP, REAL, Cost

PASSPHRASE = "blå båt på ein å"
OTHER = "raud sykkel i snø"


@pytest.fixture
def opened(home: Home) -> DatabaseKey:
    return keys.create(home, PASSPHRASE, hint="kontoret", cost=CHEAP)


def rewrite(home: Home, change: Callable[[dict[str, Any]], object], *, honest: bool = True) -> None:
    """Change keys.json as somebody who knows (or does not know) about its checksum."""
    value = json.loads(home.keys.read_text(encoding="utf-8"))
    checksum = value.pop("checksum")
    change(value)
    home.keys.write_text(json.dumps({**value, "checksum": keys._checksum(value) if honest else checksum}))


def test_the_passphrase_opens_and_another_does_not(home: Home, opened: DatabaseKey) -> None:
    found = keys.read(home)
    assert keys.unlock(found, PASSPHRASE) == opened
    for wrong in (OTHER, PASSPHRASE.upper(), PASSPHRASE + " ", "", "kort", "\udcff\udcfe" * 8):
        with pytest.raises(WrongPassphrase):
            keys.unlock(found, wrong)


def test_a_letter_typed_in_two_strokes_is_the_same_letter(home: Home, opened: DatabaseKey) -> None:
    decomposed = unicodedata.normalize("NFD", PASSPHRASE)
    assert decomposed != PASSPHRASE
    assert keys.unlock(keys.read(home), decomposed) == opened


@pytest.mark.parametrize("short", ["", "sjuteik", unicodedata.normalize("NFD", "åååååå")])
def test_a_short_passphrase_is_refused_when_it_is_chosen(home: Home, short: str) -> None:
    with pytest.raises(PassphraseTooShort) as caught:
        keys.create(home, short, hint="x", cost=CHEAP)
    assert caught.value.minimum == 8
    assert not home.keys.exists()


def test_the_key_opens_the_record_and_its_check_value_tells_it_from_others(home: Home, opened: DatabaseKey) -> None:
    conn = open_encrypted(home.records, opened)
    conn.execute("CREATE TABLE t(a)")
    conn.close()
    conn = open_encrypted(home.records, keys.unlock(keys.read(home), PASSPHRASE))
    assert rows(conn, "SELECT count(*) FROM t") == [(0,)]
    conn.close()
    assert keys.read(home).fits(opened)
    assert not keys.read(home).fits(new_key())


def test_a_real_home_s_passphrase_is_dear_to_guess(home: Home) -> None:
    """The one derivation at full cost in the tests: about half a second and 256 MiB."""
    key = keys.create(home, PASSPHRASE, hint="kontoret")
    found = keys.read(home)
    assert found.passphrase_slots[0].cost == REAL == Cost(256 * 1024, 3, 4)
    assert keys.unlock(found, PASSPHRASE) == key
    assert not keys.ready_for_real_meeting(found)
    keys.add_recovery(home, key, hint="safen")
    assert keys.ready_for_real_meeting(keys.read(home))


def test_the_printed_code_opens_and_a_slip_is_told_from_a_wrong_code(home: Home, opened: DatabaseKey) -> None:
    slot_id, code = keys.add_recovery(home, opened, hint="safen")
    found = keys.read(home)
    assert [slot.id for slot in found.recovery_slots] == [slot_id]
    assert keys.unlock_with_code(found, code.text.lower()) == opened
    slip = code.text[:-1] + ("2" if code.text[-1] != "2" else "3")
    with pytest.raises(RecoveryCodeMistyped) as caught:
        keys.unlock_with_code(found, slip)
    assert caught.value.line == 4
    other = slots.recovery_slot(new_key(), found.database, "x")[1]
    with pytest.raises(WrongRecoveryCode):
        keys.unlock_with_code(found, other.text)
    assert code.text.split("-")[0] not in home.keys.read_text()


def test_without_a_recovery_slot_there_is_no_code_to_try(home: Home, opened: DatabaseKey) -> None:
    with pytest.raises(NoSuchSlot):
        keys.unlock_with_code(keys.read(home), slots.recovery_slot(opened, "0" * 32, "x")[1].text)


def test_each_slot_opens_with_its_own_passphrase_only(home: Home, opened: DatabaseKey) -> None:
    first = keys.read(home).slots[0].id
    second = keys.add_passphrase(home, opened, OTHER, hint="helsestasjonen", cost=CHEAP)
    found = keys.read(home)
    assert [slot.hint for slot in found.slots] == ["kontoret", "helsestasjonen"]
    assert keys.unlock(found, PASSPHRASE) == keys.unlock(found, OTHER) == keys.unlock(found, OTHER, second) == opened
    with pytest.raises(WrongPassphrase):
        keys.unlock(found, OTHER, first)
    with pytest.raises(NoSuchSlot) as caught:
        keys.unlock(found, OTHER, "0" * 16)
    assert caught.value.slot_id == "0" * 16


def test_a_removed_slot_opens_no_more(home: Home, opened: DatabaseKey) -> None:
    first = keys.read(home).slots[0].id
    keys.add_recovery(home, opened, hint="safen")
    keys.add_passphrase(home, opened, OTHER, hint="helsestasjonen", cost=CHEAP)
    keys.remove(home, first)
    with pytest.raises(WrongPassphrase):
        keys.unlock(keys.read(home), PASSPHRASE)
    assert keys.unlock(keys.read(home), OTHER) == opened
    with pytest.raises(NoSuchSlot):
        keys.remove(home, first)


def test_two_ways_in_always_stay(home: Home, opened: DatabaseKey) -> None:
    first = keys.read(home).slots[0].id
    with pytest.raises(LastSlots):
        keys.remove(home, first)
    second = keys.add_passphrase(home, opened, OTHER, hint="b", cost=CHEAP)
    for slot_id in (first, second):
        with pytest.raises(LastSlots) as caught:
            keys.remove(home, slot_id)
        assert caught.value.kind == "any"
    assert len(keys.read(home).slots) == 2


def test_the_last_printed_code_and_the_last_passphrase_stay(home: Home, opened: DatabaseKey) -> None:
    first = keys.read(home).slots[0].id
    safe, _ = keys.add_recovery(home, opened, hint="safen")
    second = keys.add_passphrase(home, opened, OTHER, hint="b", cost=CHEAP)
    with pytest.raises(LastSlots) as caught:
        keys.remove(home, safe)
    assert caught.value.kind == "recovery"
    keys.add_recovery(home, opened, hint="rådhuset")
    keys.remove(home, safe)
    keys.remove(home, second)
    with pytest.raises(LastSlots):
        keys.remove(home, first)
    keys.add_recovery(home, opened, hint="tredje")
    with pytest.raises(LastSlots) as caught:
        keys.remove(home, first)
    assert caught.value.kind == "passphrase"


def test_a_real_meeting_needs_a_dear_passphrase_and_a_printed_code(home: Home, opened: DatabaseKey) -> None:
    keys.add_recovery(home, opened, hint="safen")
    found = keys.read(home)
    assert not keys.ready_for_real_meeting(found)  # the passphrase is cheap

    def dear(slot: slots.PassphraseSlot) -> slots.PassphraseSlot:
        return slot.model_copy(update={"memory_kib": REAL.memory_kib})

    real = found.model_copy(update={"slots": (dear(found.passphrase_slots[0]), *found.recovery_slots)})
    assert keys.ready_for_real_meeting(real)
    assert not keys.ready_for_real_meeting(real.model_copy(update={"slots": found.recovery_slots * 2}))
    two_people = tuple(dear(slot) for slot in found.passphrase_slots * 2)
    assert not keys.ready_for_real_meeting(real.model_copy(update={"slots": two_people}))
    mixed = (*real.slots, found.passphrase_slots[0])
    assert not keys.ready_for_real_meeting(real.model_copy(update={"slots": mixed}))


def test_a_demo_home_opens_without_a_question_and_is_never_real(demo_home: Home, home: Home) -> None:
    key = keys.create_demo(demo_home)
    keys.add_recovery(demo_home, key, hint="safen")
    assert keys.unlock_demo(demo_home) == key
    assert keys.read(demo_home).passphrase_slots[0].cost == CHEAP
    assert not keys.ready_for_real_meeting(keys.read(demo_home))
    with pytest.raises(ValueError, match="not a demo"):
        keys.create_demo(home)


@pytest.mark.usefixtures("opened")
def test_keys_are_never_written_over(home: Home) -> None:
    before = home.keys.read_bytes()
    with pytest.raises(KeysTaken):
        keys.create(home, OTHER, hint="x", cost=CHEAP)
    assert home.keys.read_bytes() == before


def test_no_new_keys_are_made_for_a_record_that_has_lost_its_own(home: Home, opened: DatabaseKey) -> None:
    open_encrypted(home.records, opened).close()
    home.keys.unlink()
    with pytest.raises(KeysMissing):
        keys.read(home)
    with pytest.raises(KeysMissing):
        keys.create(home, PASSPHRASE, hint="x", cost=CHEAP)
    assert not home.keys.exists()


def test_a_cut_file_is_damaged_at_whatever_place(home: Home, opened: DatabaseKey) -> None:
    whole = home.keys.read_bytes()
    for length in range(0, len(whole) - 2, 7):  # without its last line end it is still whole
        home.keys.write_bytes(whole[:length])
        with pytest.raises(KeysDamaged):
            keys.read(home)
    home.keys.write_bytes(whole)
    assert keys.unlock(keys.read(home), PASSPHRASE) == opened


@pytest.mark.usefixtures("opened")
def test_a_changed_digit_is_damage_and_not_a_wrong_passphrase(home: Home) -> None:
    def flip(value: dict[str, Any]) -> None:
        wrapped = value["slots"][0]["wrapped"]
        value["slots"][0]["wrapped"] = ("1" if wrapped[0] != "1" else "2") + wrapped[1:]

    rewrite(home, flip, honest=False)
    with pytest.raises(KeysDamaged) as caught:
        keys.read(home)
    assert caught.value.detail is Damage.CHECKSUM


IMPOSSIBLE: dict[str, Callable[[dict[str, Any]], object]] = {
    "no slots": lambda value: value.update(slots=[]),
    "slots of nothing": lambda value: value.update(slots=None),
    "an unknown field": lambda value: value.update(more=1),
    "no database": lambda value: value.pop("database"),
    "an unknown kind": lambda value: value["slots"][0].update(kind="magic"),
    "all memory": lambda value: value["slots"][0].update(memory_kib=2**40),
    "a year": lambda value: value["slots"][0].update(iterations=10**9),
    "a short salt": lambda value: value["slots"][0].update(salt="00"),
    "a number for a text": lambda value: value["slots"][0].update(nonce=7),
    "a long hint": lambda value: value["slots"][0].update(hint="x" * 1000),
}


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize("what", IMPOSSIBLE)
def test_a_file_that_asks_for_the_impossible_is_damaged(home: Home, what: str) -> None:
    rewrite(home, IMPOSSIBLE[what])
    with pytest.raises(KeysDamaged) as caught:
        keys.read(home)
    assert caught.value.detail is Damage.UNREADABLE


@pytest.mark.parametrize("content", [b"", b"\xff", b"null", b"[]", b'{"format": 1}', b"{" * 9, b"[" * 100_000])
def test_a_file_that_is_something_else_is_damaged(home: Home, content: bytes) -> None:
    home.keys.write_bytes(content)
    with pytest.raises(KeysDamaged):
        keys.read(home)


@pytest.mark.usefixtures("opened")
def test_keys_of_a_newer_program_are_refused(home: Home) -> None:
    rewrite(home, lambda value: value.update(format=2, new_thing=True))
    with pytest.raises(KeysTooNew) as caught:
        keys.read(home)
    assert (caught.value.found, caught.value.known) == (2, 1)


@pytest.mark.usefixtures("opened")
def test_a_slot_carried_over_from_another_home_does_not_open(home: Home, demo_home: Home) -> None:
    keys.create(demo_home, OTHER, hint="x")
    foreign = json.loads(demo_home.keys.read_text())["slots"][0]
    rewrite(home, lambda value: value["slots"].append(foreign))
    with pytest.raises(WrongPassphrase):
        keys.unlock(keys.read(home), OTHER)
    rewrite(home, lambda value: value["slots"][0].update(id="0" * 16))
    with pytest.raises(WrongPassphrase):
        keys.unlock(keys.read(home), PASSPHRASE)


@pytest.mark.usefixtures("opened")
def test_a_slot_that_holds_another_key_is_damage(home: Home) -> None:
    found = keys.read(home)
    wrong = slots.passphrase_slot(new_key(), found.database, OTHER, "x", CHEAP)
    with pytest.raises(KeysDamaged) as caught:
        keys.unlock(found.model_copy(update={"slots": (wrong,)}), OTHER)
    assert caught.value.detail is Damage.KEY_MISMATCH
    with pytest.raises(KeysDamaged):
        keys.add_recovery(home, new_key(), hint="x")
    assert keys.read(home) == found


def test_two_windows_do_not_lose_each_other_s_slot(home: Home, opened: DatabaseKey) -> None:
    with FileLock(home.run / "keys.lock") as held:
        assert held
        with pytest.raises(StoreBusy):
            keys.add_recovery(home, opened, hint="x")
    assert len(keys.read(home).slots) == 1


def test_a_machine_without_the_memory_says_how_much_is_needed(
    home: Home, opened: DatabaseKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Exhausted:
        def __init__(self, **_: object) -> None: ...

        def derive(self, _: bytes) -> bytes:
            raise MemoryError

    monkeypatch.setattr(slots, "Argon2id", Exhausted)
    with pytest.raises(NotEnoughMemory) as caught:
        keys.add_passphrase(home, opened, OTHER, hint="x")
    assert caught.value.needed_mib == 256


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("  kontoret\n2. høgda ", "kontoret 2. høgda"), ("\x1b[31mraud", "[31mraud"), ("x" * 99, "x" * 40)],
)
def test_a_hint_is_one_short_line(home: Home, opened: DatabaseKey, typed: str, kept: str) -> None:
    keys.add_recovery(home, opened, hint=typed)
    assert keys.read(home).recovery_slots[0].hint == kept


def test_no_secret_shows_itself(home: Home, opened: DatabaseKey) -> None:
    shown = repr(opened) + str(opened) + repr(keys.read(home))
    assert opened.raw.hex() not in shown
    assert "kontoret" not in shown
    assert opened.raw.hex() not in home.keys.read_text()
    with pytest.raises(TypeError):
        pickle.dumps(opened)
    with pytest.raises(ValueError, match="32"):
        DatabaseKey(b"short")


RELEASED = """{
  "format": 1,
  "cipher": 4,
  "database": "1d3ee2f4b777311c8c94388cfeb3f3d1",
  "key_check": "421355b6baa5efe3",
  "slots": [
    {
      "id": "55428e881a286cc4",
      "hint": "kontoret",
      "salt": "80a9396278071d25c73843edc11b5a17",
      "nonce": "47f47150d4307c4211fafc34",
      "wrapped": "a8de513b7aada86b1f5310e10747b423b6707185b6745705d96f04dea7ca0411eb2793bf99d3118ccc3ced7cd19dde31",
      "kind": "argon2id",
      "memory_kib": 64,
      "iterations": 1,
      "lanes": 1
    },
    {
      "id": "5368e042034de42f",
      "hint": "safen",
      "salt": "97028da6c64a978d95e94070febdd9ef",
      "nonce": "1f52d316403c3234283c9228",
      "wrapped": "ba8ff2ad01201002c33660788484ce2d569f31c5e67ebe4ac1ed28944aa5bddc2507471a390bf0a7a1cbf8975fca70f2",
      "kind": "recovery"
    }
  ],
  "checksum": "804241e5f56fbc74259e61baf657d417b6e6e68a6fb13e98e46d830094b5ac2d"
}
"""


RELEASED_CODE = """
1WXW-NMBC-1Y2R-ET0M
8AKP-JEWH-XEEW-YKGN
RN2Q-TAME-TFQG-R0JC
P08B-68DX-QX47-06Y0
"""


def test_a_key_file_of_the_first_release_opens_for_ever(home: Home) -> None:
    home.keys.write_text(RELEASED, encoding="utf-8")
    found = keys.read(home)
    assert keys.unlock(found, PASSPHRASE).raw == bytes(range(32))
    assert keys.unlock_with_code(found, RELEASED_CODE).raw == bytes(range(32))
