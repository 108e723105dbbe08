"""Objects in a bucket: found, fetched whole or not at all, and what is wrong said in one line."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from places import storage
from places.storage import StorageError, Stored, fetch, is_address, listed, put, read, remove

from .s3 import BadLine, keys


def fill(address: str, tmp_path: Path, *names: str) -> None:
    for name in names:
        file = tmp_path / "file"
        file.write_bytes(name.encode())
        put(file, f"{address}/{name}")


def test_what_was_put_into_a_bucket_is_listed_read_fetched_and_removed(bucket: str, tmp_path: Path) -> None:
    names = ["a/1.txt", "a/b/2 ü#+%.txt", "a/b/3.csv", "c.txt"]
    fill(bucket, tmp_path, *names)
    assert keys(bucket) == names
    assert [each.address for each in listed(bucket)] == [f"{bucket}/{name}" for name in names]
    assert [each.name for each in listed(f"{bucket}/a/", deep=False)] == ["1.txt"]
    assert [each.name for each in listed(f"{bucket}/a/b/*.csv")] == ["3.csv"]
    assert [each.name for each in listed(f"{bucket}/a/*.txt")] == ["1.txt", "2 ü#+%.txt"]
    assert [each.name for each in listed(f"{bucket}/c.txt")] == ["c.txt"]
    assert listed(f"{bucket}/nothing") == []
    odd = next(each for each in listed(f"{bucket}/a/b") if "ü" in each.name)
    assert read(odd.address) == names[1].encode()
    fetch(odd, tmp_path / "fetched")
    assert (tmp_path / "fetched").read_bytes() == names[1].encode()
    remove(odd.address)
    remove(odd.address)
    assert [key for key in keys(f"{bucket}/a/b/") if not key.endswith("/")] == ["a/b/3.csv"]


@pytest.mark.slow
def test_more_objects_than_one_answer_lists_are_all_found_once(bucket: str) -> None:
    import boto3

    client = boto3.client("s3")
    names = [f"{at % 7}/{at:05}" for at in range(1_100)]
    for name in names:
        client.put_object(Bucket=bucket.removeprefix("s3://"), Key=f"a/{name}", Body=b"")
    assert [each.address.removeprefix(f"{bucket}/a/") for each in listed(f"{bucket}/a")] == sorted(names)
    assert len(listed(f"{bucket}/a/3/*7")) == sum(name.startswith("3/") and name[-1] == "7" for name in names)


@pytest.mark.slow
def test_a_large_object_goes_there_and_back_in_pieces(bucket: str, tmp_path: Path) -> None:
    content = os.urandom(30_000_001)
    (tmp_path / "large").write_bytes(content)
    put(tmp_path / "large", f"{bucket}/large")
    (stored,) = listed(f"{bucket}/large")
    assert stored.size == len(content)
    fetch(stored, tmp_path / "back")
    assert (tmp_path / "back").read_bytes() == content


def what(error: pytest.ExceptionInfo[StorageError]) -> tuple[str, str]:
    return error.value.what, str(error.value)


def test_what_is_missing_is_said_in_one_line(bucket: str, tmp_path: Path) -> None:
    with pytest.raises(StorageError) as error:
        read(f"{bucket}/nothing")
    assert what(error) == ("object", f"{bucket}/nothing: is not there")
    with pytest.raises(StorageError) as error:
        read("s3://no-such-bucket-of-anybody/a")
    assert what(error) == ("bucket", "s3://no-such-bucket-of-anybody: there is no such bucket")
    with pytest.raises(StorageError) as error:
        listed("s3://no-such-bucket-of-anybody/a")
    assert error.value.what == "bucket"
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StorageError) as error:
        put(tmp_path / "file", "s3://no-such-bucket-of-anybody/a")
    assert error.value.what == "bucket"


@pytest.mark.slow
def test_a_server_that_is_not_there_is_said_in_one_line(bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    with pytest.raises(StorageError) as error:
        read(f"{bucket}/a")
    assert error.value.what == "network"
    assert "AWS_ENDPOINT_URL" in str(error.value)


@pytest.mark.parametrize(
    "address",
    ["s3://", "s3://a", "s3://Large_Letters/a", "s3://key:secret@bucket/a", "s3://bucket/a\0b", "s3:///a"],
)
def test_an_address_that_names_no_bucket_is_refused_without_repeating_a_secret(address: str) -> None:
    with pytest.raises(StorageError) as error:
        listed(address)
    assert error.value.what == "address"
    assert "secret" not in str(error.value).replace("keys and secrets", "")
    assert str(error.value).isprintable()


def test_only_an_address_names_a_bucket() -> None:
    assert is_address("s3://bucket/a")
    assert not any(map(is_address, ("s3", "s3:/a", "/s3://a", "folder", "")))


@pytest.mark.slow
def test_an_object_that_is_not_what_it_should_be_leaves_no_file(bucket: str, tmp_path: Path) -> None:
    fill(bucket, tmp_path, "a")
    (stored,) = listed(bucket)
    with pytest.raises(StorageError):
        fetch(stored, tmp_path / "fetched", is_whole=lambda _: False)
    with pytest.raises(StorageError):
        fetch(Stored(stored.address, 5), tmp_path / "fetched")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["cache", "file"]


def test_a_disk_that_is_full_is_no_fault_of_the_bucket(bucket: str, tmp_path: Path) -> None:
    fill(bucket, tmp_path, "a")
    (stored,) = listed(bucket)
    with pytest.raises(FileNotFoundError):
        fetch(stored, tmp_path / "no-such-folder" / "fetched")


@pytest.mark.slow
def test_requests_that_fail_break_off_or_stall_are_sent_again(
    bucket: str, bad_line: BadLine, tmp_path: Path
) -> None:
    bad_line.share = 0.2
    bad_line.stalls = 2
    contents = {f"{at:03}": os.urandom(20_000) for at in range(20)}
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
        put(tmp_path / name, f"{bucket}/{name}")
    found = listed(bucket)
    assert [each.name for each in found] == list(contents)
    folder = tmp_path / "fetched"
    folder.mkdir()
    storage.each(lambda stored: fetch(stored, folder / stored.name), found)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == contents
    assert set(bad_line.spoiled) == {"refused", "dropped", "cut off", "stalled"}


def test_no_more_objects_are_asked_for_at_once_than_are_allowed(bucket: str, tmp_path: Path) -> None:
    fill(bucket, tmp_path, *(f"{at:02}" for at in range(30)))
    at_once, most, lock = 0, 0, threading.Lock()

    def is_whole(_: Path) -> bool:
        nonlocal at_once, most
        with lock:
            at_once += 1
            most = max(most, at_once)
        time.sleep(0.02)
        with lock:
            at_once -= 1
        return True

    threads = [
        threading.Thread(target=fetch, args=(each, tmp_path / each.name), kwargs={"is_whole": is_whole})
        for each in listed(bucket)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 1 < most <= storage.AT_ONCE


def test_no_more_objects_are_asked_for_in_a_second_than_are_allowed(
    bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(bucket, tmp_path, *(f"{at:02}" for at in range(11)))
    objects = listed(bucket)
    monkeypatch.setattr(storage, "_PACE", storage._Pace(20))
    began = time.monotonic()
    storage.each(lambda one: fetch(one, tmp_path / one.name), objects)
    assert time.monotonic() - began >= 10 / 20  # the first one need not wait
    assert all((tmp_path / one.name).exists() for one in objects)


def test_no_log_holds_a_secret(bucket: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), pytest.raises(StorageError):
        read(f"{bucket}/nothing")
    assert "a-secret-of-nobody" not in caplog.text


@pytest.mark.slow
def test_who_names_no_bucket_loads_nothing_of_it() -> None:
    code = (
        "import sys; import places.dataset.mirror; print('pyarrow.fs' in sys.modules, 'boto3' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split()[1] == "False"
    code = "import sys; import places.storage; print([name for name in sys.modules if 'pyarrow' in name])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
