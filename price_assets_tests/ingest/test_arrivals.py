import subprocess
import sys
from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st
from upath import UPath

from price_assets.ingest.arrivals import Decision, Watch, decide
from price_assets.ingest.landing import LandedFile

SETTLE = 10.0


@dataclass
class Zone:
    """A landing zone in time: what lies there, and what the sensor made of it."""

    files: dict[str, tuple[str, str]] = field(default_factory=dict)  # name: content, version
    watch: Watch = field(default_factory=lambda: Watch(epoch="e"))
    now: float = 0.0
    hashed: int = 0
    runs: list[str] = field(default_factory=list)

    def put(self, name: str, content: str, version: str | None = None) -> None:
        self.files[name] = (content, version or f"v{self.now}-{content}")

    def digest(self, files) -> str:
        self.hashed += 1
        return repr([(file.name, self.files[file.name][0]) for file in files])

    def look(self, seconds: float = SETTLE) -> Decision:
        self.now += seconds
        listing = [
            LandedFile(name, UPath("raw"), name, len(content), version)
            for name, (content, version) in sorted(self.files.items())
        ]
        decision = decide(self.watch, listing, self.now, SETTLE, self.digest)
        self.watch = Watch.model_validate_json(decision.watch.model_dump_json())
        if decision.run_key:
            self.runs.append(decision.run_key)
        return decision

    def settle(self) -> int:
        """Look until nothing is pending; return how many runs that gave."""
        before = len(self.runs)
        for _ in range(3):
            self.look()
        return len(self.runs) - before


def zone_with(name="a.csv", content="A") -> Zone:
    zone = Zone()
    zone.put(name, content)
    zone.settle()
    return zone


def test_new_files_give_one_run_once_they_stand_still():
    zone = Zone()
    zone.put("a.csv", "A")
    assert "waiting until it stands still" in zone.look().reason
    assert zone.look(SETTLE / 2).run_key is None
    assert zone.look(SETTLE / 2).run_key is not None
    assert zone.settle() == 0


def test_a_file_that_is_still_being_copied_is_waited_for():
    zone = zone_with()
    for grown in range(1, 50):
        zone.put("big.csv", "x" * grown)
        assert zone.look().run_key is None
    assert zone.hashed == 1, "nothing is read while a file grows"
    assert zone.settle() == 1


def test_a_replaced_a_renamed_and_a_removed_file_each_give_a_run():
    zone = zone_with()
    zone.put("a.csv", "B")
    assert zone.settle() == 1
    zone.files["b.csv"] = zone.files.pop("a.csv")
    assert zone.settle() == 1
    zone.put("c.csv", "C")
    assert zone.settle() == 1
    del zone.files["c.csv"]
    assert zone.settle() == 1


def test_same_size_and_name_with_another_version_is_noticed():
    zone = zone_with(content="A")
    zone.put("a.csv", "B", version="another ETag")
    assert zone.settle() == 1


def test_a_then_b_then_a_again_gives_three_runs_with_three_names():
    zone = zone_with(content="A")
    for content in "BA":
        zone.put("a.csv", content)
        assert zone.settle() == 1
    assert len(set(zone.runs)) == 3


def test_a_touched_file_with_the_same_content_gives_no_run_and_is_read_once():
    zone = zone_with()
    zone.put("a.csv", "A", version="touched")
    zone.look()
    assert "content is the same" in zone.look().reason
    hashed = zone.hashed
    assert zone.settle() == 0
    assert zone.hashed == hashed


def test_nothing_is_read_while_nothing_changes():
    zone = zone_with()
    hashed = zone.hashed
    for _ in range(100):
        assert "nothing has changed" in zone.look().reason
    assert zone.hashed == hashed


def test_a_change_that_is_taken_back_before_it_settles_gives_no_run():
    zone = zone_with()
    before = dict(zone.files)
    zone.put("half.csv", "h")
    zone.look()
    zone.files = before
    assert zone.settle() == 0


def test_a_listing_that_comes_back_has_to_stand_still_anew():
    zone = zone_with()
    changed = {**zone.files, "b.csv": ("B", "1")}
    other = {**zone.files, "b.csv": ("B", "2")}
    for files in (changed, other, changed):
        zone.files = files
        assert zone.look(SETTLE).run_key is None


def test_the_same_state_asks_for_the_same_run_again_after_a_crash():
    zone = Zone()
    zone.put("a.csv", "A")
    zone.look()
    remembered = zone.watch
    first = zone.look().run_key
    zone.watch = remembered
    assert zone.look(0).run_key == first


def test_a_memory_that_was_reset_names_its_runs_anew():
    zone = zone_with()
    zone.watch = Watch(epoch="another")
    assert zone.settle() == 1
    assert len(set(zone.runs)) == 2


def test_a_file_that_goes_while_it_is_read_is_waited_for():
    zone = Zone()
    zone.put("a.csv", "A")
    zone.look()

    def gone(_):
        raise FileNotFoundError

    decision = decide(
        zone.watch, [LandedFile("a.csv", UPath("raw"), "a.csv", 1, "v0.0-A")], 99.0, SETTLE, gone
    )
    assert decision.run_key is None
    assert decision.watch.pending is None


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("XYZ")), max_size=12))
def test_runs_are_as_many_as_settled_changes_of_content(changes):
    zone = zone_with("a", "X")
    contents = {"a": "X"}
    expected = 1
    for name, content in changes:
        zone.put(name, content, version=f"{zone.now}")
        expected += contents.get(name) != content
        contents[name] = content
        zone.settle()
    assert len(zone.runs) == len(set(zone.runs)) == expected


TEN_THOUSAND = """
import sys
from pathlib import Path
from price_assets.ingest.arrivals import Watch, decide
from price_assets.ingest.landing import content_digest, list_files

zone = Path(sys.argv[1])
for number in range(10_000):
    (zone / f"{number}.csv").touch()

opened = []
watched = False
def hook(event, arguments):
    if watched and event == "open" and str(arguments[0]).startswith(str(zone)):
        opened.append(arguments[0])
sys.addaudithook(hook)

watched = True
watch = Watch(epoch="e")
counts = []
for now in range(0, 60, 10):
    decision = decide(watch, list_files([zone]), now, 10, content_digest)
    watch = decision.watch
    counts.append(len(opened))
print(counts)
"""


def test_a_look_at_ten_thousand_files_opens_them_once_for_a_change_and_else_not_at_all(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", TEN_THOUSAND, tmp_path], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[0, 10000, 10000, 10000, 10000, 10000]"
