"""A failed run is told of, to a receiver on this machine."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import dagster as dg
import pytest

from price_assets.checkpoints import PriceAssetsError
from price_assets.definitions import build_definitions
from price_assets.orchestration.notify import failure_sensor, failure_words
from price_assets_tests.examples import run_python


@pytest.fixture
def receiver():
    """Listen on a port of the loopback, and gather what is sent."""
    received = []

    class Handler(BaseHTTPRequestHandler):
        status = 200

        def do_POST(self):
            length = int(self.headers["Content-Length"])
            received.append(json.loads(self.rfile.read(length)))
            self.send_response(Handler.status)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    server.received, server.handler = received, Handler
    server.place = f"json://127.0.0.1:{server.server_port}/"
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def tell(pipeline, result, place):
    """Evaluate the sensor on a failed run, as the daemon does."""
    context = dg.build_run_status_sensor_context(
        sensor_name="tell_of_failures",
        dagster_instance=pipeline.instance,
        dagster_run=result.dagster_run,
        dagster_event=result.get_run_failure_event(),
    ).for_run_failure()
    return failure_sensor(place)(context)


def test_a_bad_file_is_told_with_the_line_that_says_what_to_do(pipeline, receiver):
    pipeline.put("bad.csv", "nothing,here\nno,prices\n")
    result = pipeline.materialize()
    assert not result.success
    tell(pipeline, result, receiver.place)
    (message,) = receiver.received
    assert message["title"] == "price_assets: prices_raw failed"
    first = message["message"].splitlines()[0]
    assert first.startswith("prices_raw: ")
    assert "bad.csv" in first
    assert result.dagster_run.run_id[:8] in message["message"]


def test_a_blocking_check_that_stops_a_run_is_told(pipeline, receiver, monkeypatch):
    pipeline.put()
    pipeline.materialize()
    before = pipeline.bytes()
    import price_assets.orchestration.assets as assets

    honest = assets.run_clean

    def broken(raw, config):
        clean = honest(raw, config)
        clean.summary = clean.summary.model_copy(update={"rows_in": 1})
        return clean

    monkeypatch.setattr(assets, "run_clean", broken)
    result = pipeline.materialize()
    assert not result.success
    tell(pipeline, result, receiver.place)
    (message,) = receiver.received
    assert message["title"] == "price_assets: prices_clean failed"
    assert "conservation_of_rows" in message["message"]
    assert pipeline.bytes() == before


def test_a_message_that_cannot_be_sent_fails_the_tick(pipeline, receiver):
    pipeline.put("bad.csv", "nothing,here\nno,prices\n")
    result = pipeline.materialize()
    receiver.handler.status = 500
    with pytest.raises(RuntimeError, match="could not be sent"):
        tell(pipeline, result, receiver.place)


def test_the_sensor_is_there_and_on_only_where_a_place_is_named(tmp_path):
    places = str(tmp_path / "raw"), str(tmp_path / "checkpoints")
    names = {sensor.name for sensor in build_definitions(*places).sensors}
    assert names == {"new_raw_files"}
    told = build_definitions(*places, notify="json://127.0.0.1:9/")
    sensor = next(item for item in told.sensors if item.name == "tell_of_failures")
    assert sensor.default_status is dg.DefaultSensorStatus.RUNNING


def test_a_place_that_is_none_is_refused_without_showing_it():
    with pytest.raises(PriceAssetsError, match="URL 2 in PRICE_ASSETS_NOTIFY") as error:
        failure_sensor("json://127.0.0.1:9/ hunter2-is-no-url")
    assert "hunter2" not in str(error.value)


WITHOUT = """
import sys
sys.modules["apprise"] = None
from price_assets.checkpoints import PriceAssetsError
from price_assets.orchestration.notify import failure_sensor
try:
    failure_sensor("json://127.0.0.1:9/")
except PriceAssetsError as error:
    assert "pip install 'price-assets[notify]'" in str(error), error
else:
    raise SystemExit("no error")
"""


def test_a_missing_package_is_told_with_its_remedy():
    assert run_python(WITHOUT).returncode == 0


def test_long_reasons_are_cut_and_several_steps_named_once():
    title, body = failure_words("job", "1234567890", [("model", "x" * 900), ("model", "y")])
    assert title == "price_assets: model failed"
    assert max(map(len, body.splitlines())) < 520
