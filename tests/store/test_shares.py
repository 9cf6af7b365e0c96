"""Where a database must not lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from btimeeting.store.shares import share_kind

MOUNTS = r"""
/dev/vda / ext4 rw,relatime 0 0
tmpfs /run tmpfs rw 0 0
//filer/felles /mnt/felles cifs rw,vers=3.0 0 0
filer:/elev /mnt/elev\040og\040lærar nfs4 rw 0 0
kari@filer: /heim/kari/filer fuse.sshfs rw 0 0
C:\134 /mnt/c 9p rw,aname=drvfs;path=C:\134 0 0
none /sandkasse 9p rw,trans=fd 0 0
/dev/sdb1 /mnt/felles/lokal ext4 rw 0 0
overlaid /mnt/felles/lokal/att cifs rw 0 0
half a line
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/heim/kari/bti", None),
        ("/mnt/fellesskap/bti", None),
        ("/mnt/felles", "cifs"),
        ("/mnt/felles/helse/bti", "cifs"),
        ("/mnt/elev og lærar/bti", "nfs4"),
        ("/heim/kari/filer/bti", "fuse.sshfs"),
        ("/mnt/c/brukarar/kari/bti", "9p"),
        ("/sandkasse/bti", None),
        ("/mnt/felles/lokal/bti", None),
        ("/mnt/felles/lokal/att/bti", "cifs"),
        ("/heim/kari/OneDrive - Døme kommune/bti", "onedrive"),
        ("/heim/kari/Dropbox/bti", "dropbox"),
        ("/heim/kari/Dropbox (Skule)/bti", "dropbox"),
        ("/heim/kari/Google Drive/bti", "google drive"),
        ("/brukarar/kari/Library/Mobile Documents/bti", "icloud"),
        ("/heim/kari/Nextcloud/bti", "nextcloud"),
        ("/heim/kari/boksar/box/bti", None),
        ("/heim/kari/onedriven/bti", None),
    ],
)
def test_a_share_or_a_syncing_folder_is_known_by_its_mount_or_its_name(path: str, kind: str | None) -> None:
    assert share_kind(Path(path), MOUNTS) == kind


def test_a_link_to_a_syncing_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "bti").symlink_to(tmp_path / "Dropbox", target_is_directory=True)
    assert share_kind(tmp_path / "bti" / "heim", "") == "dropbox"


def test_a_circle_of_links_is_no_crash(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert share_kind(tmp_path / "a" / "heim", "") is None


def test_this_machine_s_own_disk_is_no_share(tmp_path: Path) -> None:
    assert share_kind(tmp_path) is None
