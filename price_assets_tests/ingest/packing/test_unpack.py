"""Files in every packing and nesting of packings, whole, damaged, hostile and too large."""

from __future__ import annotations

import errno
import gc
import gzip
import io
import random
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from price_assets.ingest import PriceFileError
from price_assets.ingest.packing.content import Content, content_of
from price_assets.ingest.packing.streams import MOST_MEMBERS
from price_assets.ingest.packing.unpack import DEEPEST, unpack

from .packings import COMPRESSIONS, tarred, zipped

CSV = b"date,price\n" + b"".join(b"2020-01-%02d,%d.5\n" % (day, day) for day in range(1, 29))
OTHER = b"date,price\n2021-01-01,7\n"
LIMIT = 1_000_000
Pack = Callable[[dict[str, bytes]], bytes]
REAL = Path(__file__).parents[4] / "shared" / "data" / "real"


def unpacked(data: bytes, name: str = "x", limit: int = LIMIT) -> dict[str, bytes]:
    return {content.name: content.read() for content in unpack(content_of(data, name), limit)}


def packings(data: bytes, name: str = "x") -> list[tuple[str, str]]:
    return [
        (content.name, ", ".join(content.compression))
        for content in unpack(content_of(data, name), LIMIT)
    ]


@pytest.mark.parametrize("data", [CSV, b"", b"PK,price\n1,2\n", b"BZh9,price\n1,2\n", b"\x1f\x8b"])
def test_what_is_not_packed_is_given_as_it_is(data: bytes) -> None:
    content = content_of(data, "x.csv")
    assert list(unpack(content, LIMIT)) == [content]


@pytest.mark.parametrize("compression", COMPRESSIONS)
def test_a_compressed_file_is_told_by_its_bytes_and_keeps_its_name(compression: str) -> None:
    packed = COMPRESSIONS[compression](CSV)
    assert unpacked(packed, "prices.csv") == {"prices.csv": CSV}
    assert packings(packed, "prices.csv") == [("prices.csv", compression)]


@pytest.mark.parametrize("compression", COMPRESSIONS)
def test_a_file_of_no_bytes_may_be_compressed(compression: str) -> None:
    assert unpacked(COMPRESSIONS[compression](b"")) == {"x": b""}


@pytest.mark.parametrize("compression", sorted(COMPRESSIONS.keys() - {"lzma"}))
def test_all_streams_of_a_file_are_read_one_after_the_other(compression: str) -> None:
    pack = COMPRESSIONS[compression]
    assert unpacked(pack(CSV) + pack(OTHER)) == {"x": CSV + OTHER}


@pytest.mark.parametrize("compression", ["gzip", "bzip2", "xz"])
def test_zeros_after_a_compressed_stream_are_padding(compression: str) -> None:
    assert unpacked(COMPRESSIONS[compression](CSV) + bytes(512)) == {"x": CSV}


@pytest.mark.parametrize("compression", sorted(COMPRESSIONS.keys() - {"lz4"}))
def test_a_second_stream_that_is_damaged_at_its_start_is_not_left_out(compression: str) -> None:
    pack = COMPRESSIONS[compression]
    with pytest.raises(PriceFileError, match=f"x: expected whole {compression} data"):
        unpacked(pack(CSV) + b"?" + pack(OTHER)[1:])


def test_the_members_of_an_archive_come_in_the_order_of_their_names() -> None:
    members = {"c.csv": CSV, "a/b.csv": OTHER, "a.csv": CSV}
    expected = {"x!a.csv": CSV, "x!a/b.csv": OTHER, "x!c.csv": CSV}
    for packed in (zipped(members), tarred(members)):
        found = unpacked(packed)
        assert found == expected
        assert list(found) == sorted(expected)
    assert packings(zipped({"a.csv": CSV})) == [("x!a.csv", "zip")]


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_every_usual_method_of_zip_is_read(method: int) -> None:
    assert unpacked(zipped({"a.csv": CSV}, method)) == {"x!a.csv": CSV}


@pytest.mark.parametrize(
    "form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT], ids=str
)
def test_every_form_of_tar_is_read_long_names_too(form: int) -> None:
    name = "/".join(["folder" * 8] * 3) + "/Złoto.csv"
    assert unpacked(tarred({name: CSV}, form)) == {f"x!{name}": CSV}


@pytest.mark.parametrize("compression", COMPRESSIONS)
def test_a_compressed_tar_is_both(compression: str) -> None:
    packed = COMPRESSIONS[compression](tarred({"a.csv": CSV, "b.csv": OTHER}))
    assert unpacked(packed, "t.tgz") == {"t.tgz!a.csv": CSV, "t.tgz!b.csv": OTHER}
    assert packings(packed)[0] == ("x!a.csv", f"{compression}, tar")


def test_archives_inside_archives_are_unpacked_with_all_their_names() -> None:
    packed = zipped(
        {
            "b.zip": zipped({"c.csv": CSV}),
            "t.tar.xz": COMPRESSIONS["xz"](tarred({"d/e.csv.gz": gzip.compress(OTHER)})),
        }
    )
    assert unpacked(packed, "a.zip") == {
        "a.zip!b.zip!c.csv": CSV,
        "a.zip!t.tar.xz!d/e.csv.gz": OTHER,
    }
    assert packings(packed)[1] == (
        "x!t.tar.xz!d/e.csv.gz",
        "zip, xz, tar, gzip",
    )


@settings(max_examples=50, deadline=None)
@given(
    st.dictionaries(st.from_regex(r"[a-z]{1,8}\.csv", fullmatch=True), st.binary(), min_size=1),
    st.lists(st.sampled_from([*COMPRESSIONS, "zip", "tar"]), max_size=DEEPEST - 2),
)
def test_what_was_packed_in_any_nesting_comes_back(
    members: dict[str, bytes], nesting: list[str]
) -> None:
    # What begins like a packing itself would rightly be unpacked.
    members = {name: b"date," + data for name, data in members.items()}
    packed = tarred(members)
    for packing in nesting:
        if packing in COMPRESSIONS:
            packed = COMPRESSIONS[packing](packed)
        else:
            packed = (zipped if packing == "zip" else tarred)({"inner": packed})
    found = {name.rpartition("!")[2]: data for name, data in unpacked(packed).items()}
    assert found == members


def test_contents_are_read_again_and_in_any_order() -> None:
    packed = gzip.compress(tarred({"a.csv": CSV, "b.csv": OTHER}))
    first, second = unpack(content_of(packed, "x"), LIMIT)
    with second.open() as later, first.open() as earlier:
        assert (later.read(5), earlier.read(), later.read()) == (OTHER[:5], CSV, OTHER[5:])
    assert (second.read(), first.read()) == (OTHER, CSV)


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_an_archive_stays_open_for_a_member_that_is_being_read(pack: Pack, tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(pack({"a.csv": CSV}))
    [content] = unpack(Content("x", lambda: path.open("rb")), LIMIT)
    stream = content.open()
    del content
    gc.collect()
    assert stream.read() == CSV
    stream.close()
    del stream
    # A file left open would be a ResourceWarning, which is an error here.
    gc.collect()


def test_what_cannot_be_prices_is_left_out_of_an_archive() -> None:
    members = {
        "a.csv": CSV,
        ".hidden/b.csv": CSV,
        "__MACOSX/._a.csv": CSV,
        "d/README.md": CSV,
        "LICENSE": CSV,
        "e/~$f.xlsx": CSV,
        "folder/": b"",
        "half.csv.part": CSV,
    }
    assert list(unpacked(zipped(members))) == ["x!a.csv"]
    members.pop("folder/")
    assert list(unpacked(tarred(members))) == ["x!a.csv"]


def test_links_and_devices_of_an_archive_are_left_out() -> None:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        header = tarfile.TarInfo("a.csv")
        header.size = len(CSV)
        archive.addfile(header, io.BytesIO(CSV))
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            header = tarfile.TarInfo(f"link{kind.decode()}.csv")
            header.type, header.linkname = kind, "a.csv"
            archive.addfile(header)
    assert list(unpacked(packed.getvalue())) == ["x!a.csv"]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive_of_links:
        link = zipfile.ZipInfo("link.csv")
        link.external_attr = stat.S_IFLNK << 16
        archive_of_links.writestr(link, "a.csv")
        archive_of_links.writestr("a.csv", CSV)
    assert list(unpacked(packed.getvalue())) == ["x!a.csv"]


@pytest.mark.parametrize("pack", [zipped, tarred])
@pytest.mark.parametrize("name", ["../a.csv", "d/../../a.csv", "/a.csv", "C:\\a.csv", "..\\a.csv"])
def test_a_member_whose_name_leads_out_of_the_archive_is_refused(pack: Pack, name: str) -> None:
    with pytest.raises(PriceFileError, match="x: expected members inside .* leads out"):
        unpacked(pack({"ok.csv": CSV, name: CSV}))


def test_a_dot_before_a_name_and_backslashes_in_it_are_a_matter_of_writing() -> None:
    assert list(unpacked(tarred({"./a.csv": CSV, "d\\b.csv": CSV}))) == ["x!a.csv", "x!d/b.csv"]


def test_a_name_in_utf8_is_read_also_where_the_archive_does_not_say_so() -> None:
    packed = zipped({"Zxxoto.csv": CSV}).replace(b"Zxxoto", "Złoto".encode())
    assert list(unpacked(packed)) == ["x!Złoto.csv"]


def test_of_two_members_of_one_name_tar_means_the_last_and_zip_neither() -> None:
    first, second = tarred({"a.csv": CSV}), tarred({"a.csv": OTHER})
    blocks = len(CSV) // 512 + 2
    assert unpacked(first[: blocks * 512] + second) == {"x!a.csv": OTHER}
    with pytest.raises(PriceFileError, match=r"found 'a\.csv' twice"):
        unpacked(zipped({"a.csv": CSV, "b.csv": OTHER}).replace(b"b.csv", b"a.csv"))


@pytest.mark.parametrize("members", [{}, {"README.txt": CSV}, {"__MACOSX/a.csv": CSV}])
def test_an_archive_without_price_files_is_refused(members: dict[str, bytes]) -> None:
    with pytest.raises(PriceFileError, match="x: expected an archive of price files, found none"):
        unpacked(zipped(members))


def test_an_encrypted_archive_is_refused() -> None:
    packed = bytearray(zipped({"a.csv": CSV}))
    packed[6] |= 1
    packed[packed.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(PriceFileError, match=r"without a password, found 'a\.csv' encrypted"):
        unpacked(bytes(packed))


@pytest.mark.parametrize(
    ("magic", "kind"), [(b"7z\xbc\xaf\x27\x1c", "7z"), (b"Rar!\x1a\x07\x01\0", "RAR")]
)
def test_an_archive_of_another_program_is_refused(magic: bytes, kind: str) -> None:
    with pytest.raises(PriceFileError, match=f"found a {kind} archive; unpack it"):
        unpacked(magic + bytes(100))


def test_a_method_of_zip_that_is_not_known_is_refused() -> None:
    packed = bytearray(zipped({"a.csv": CSV}))
    deflate64 = 9
    packed[8] = packed[packed.index(b"PK\x01\x02") + 10] = deflate64
    with pytest.raises(PriceFileError, match=r"x!a\.csv: expected whole zip data"):
        unpacked(bytes(packed))


def test_a_document_of_another_office_program_is_not_an_archive_of_price_files() -> None:
    with pytest.raises(PriceFileError, match="found another document of an office program"):
        unpacked(zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}))


@pytest.mark.parametrize(
    "members",
    [
        {"xl/workbook.xml": b"", "[Content_Types].xml": b""},
        {"[Content_Types].xml": b"", "xl/workbook.bin": b""},
        {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b""},
    ],
)
def test_a_workbook_is_not_unpacked(members: dict[str, bytes]) -> None:
    workbook = zipped(members)
    assert unpacked(workbook) == {"x": workbook}
    assert unpacked(zipped({"w.xlsx": workbook})) == {"x!w.xlsx": workbook}


@pytest.mark.parametrize("compression", COMPRESSIONS)
def test_a_file_that_unpacks_to_more_than_the_limit_is_refused(compression: str) -> None:
    bomb = COMPRESSIONS[compression](bytes(2 * LIMIT))
    with pytest.raises(PriceFileError, match="x: .* at most 1 MB, .* raise .* unpack_limit"):
        unpacked(bomb)
    assert unpacked(bomb, limit=2 * LIMIT) == {"x": bytes(2 * LIMIT)}


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_the_limit_holds_for_all_members_together(pack: Pack) -> None:
    packed = pack({f"{number}.csv": bytes(LIMIT // 3) for number in range(4)})
    with pytest.raises(PriceFileError, match="x: .* at most 1 MB"):
        # What its list says is enough; nothing has to be unpacked to know.
        next(unpack(content_of(packed, "x"), LIMIT))


def test_the_limit_holds_for_compressed_members_together() -> None:
    bomb = gzip.compress(b"1\n" * (LIMIT // 5))
    with pytest.raises(PriceFileError, match="x: .* at most 1 MB"):
        unpacked(zipped({f"{number}.csv.gz": bomb for number in range(4)}))


def test_reading_a_content_again_does_not_count_again() -> None:
    [content] = unpack(content_of(gzip.compress(bytes(LIMIT)), "x"), LIMIT)
    assert content.read() == content.read() == bytes(LIMIT)


def test_a_member_that_lies_about_its_size_is_found_out() -> None:
    packed = bytearray(zipped({"a.csv": bytes(10 * LIMIT)}))
    size_at = packed.index(b"PK\x01\x02") + 24
    packed[size_at : size_at + 4] = (100).to_bytes(4, "little")
    with pytest.raises(PriceFileError, match=r"x!a\.csv: expected whole zip data"):
        unpacked(bytes(packed))


def test_an_archive_that_holds_itself_ends() -> None:
    packed = zipped({"a.csv": CSV})
    for _ in range(DEEPEST):
        packed = zipped({"r.zip": packed})
    with pytest.raises(PriceFileError, match=f"expected at most {DEEPEST} packings"):
        unpacked(packed)


def test_an_archive_of_too_many_members_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("price_assets.ingest.packing.streams.MOST_MEMBERS", 10)
    members = {f"{number}.csv": b"" for number in range(6)}
    for pack in (zipped, tarred):
        assert len(unpacked(pack(members))) == 6
        nested = zipped({"a.zip": pack(members), "b.zip": pack(members)})
        with pytest.raises(PriceFileError, match="x: expected at most 10 members"):
            unpacked(nested)


def test_a_directory_of_millions_of_members_is_refused_before_it_is_listed() -> None:
    packed = bytearray(zipped({"a.csv": CSV}))
    size_at = packed.index(b"PK\x05\x06") + 12
    packed[size_at : size_at + 4] = (300 * MOST_MEMBERS).to_bytes(4, "little")
    with pytest.raises(PriceFileError, match="directory is too large"):
        unpacked(bytes(packed))


def all_packings() -> dict[str, bytes]:
    members = {"a.csv": CSV, "b.csv": OTHER}
    packed = {name: pack(CSV) for name, pack in COMPRESSIONS.items()}
    packed |= {"zip": zipped(members), "stored": zipped(members, zipfile.ZIP_STORED)}
    packed |= {"tar": tarred(members), "gnu tar": tarred(members, tarfile.GNU_FORMAT)}
    packed["tar in gzip"] = gzip.compress(packed["tar"])
    packed["all in zip"] = zipped(packed)
    return packed


@pytest.mark.parametrize("name", all_packings())
def test_damage_gives_one_clear_error_or_none(name: str) -> None:
    whole = all_packings()[name]
    chance = random.Random(zlib.crc32(name.encode()))  # noqa: S311 - damage is no secret
    for _ in range(60):
        damaged = bytearray(whole)
        start = chance.randrange(len(damaged))
        damaged[start : start + chance.randrange(1, 9)] = chance.randbytes(chance.randrange(9))
        # Any other exception fails the test.
        with suppress(PriceFileError):
            unpacked(bytes(damaged))


@pytest.mark.parametrize("name", all_packings())
def test_a_file_that_is_cut_off_is_never_read_in_part(name: str) -> None:
    whole = all_packings()[name]
    contents = unpacked(whole)
    shortest_header = 512 if "tar" in name else 16
    for end in range(shortest_header, len(whole), max(1, len(whole) // 100)):
        # Of a tar archive, a part of the zeros at its end may be gone.
        with suppress(PriceFileError):
            assert unpacked(whole[:end]) == contents


@pytest.mark.skipif(
    not REAL.is_dir(), reason="the published price files are not beside the project"
)
@pytest.mark.parametrize(
    ("packed", "name", "plain"),
    [
        ("DCOILWTICO.csv.xz", "DCOILWTICO.csv.xz", "DCOILWTICO.csv"),
        ("EURUSD60.csv.bz2", "EURUSD60.csv.bz2", "EURUSD60.csv"),
    ],
)
def test_a_published_file_unpacks_to_its_plain_form(packed: str, name: str, plain: str) -> None:
    assert unpacked((REAL / packed).read_bytes(), packed) == {name: (REAL / plain).read_bytes()}


def test_a_folder_of_temporary_files_without_room_is_said_in_one_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("price_assets.ingest.packing.streams.shutil.copyfileobj", full)
    with pytest.raises(PriceFileError, match="x: expected room .* No space left .* TMPDIR"):
        unpacked(gzip.compress(tarred({"a.csv": CSV})))
