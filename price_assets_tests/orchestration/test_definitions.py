import dagster as dg

from price_assets import defs
from price_assets_tests.examples import run_python

NAMES = ["prices_raw", "prices_clean", "model", "report"]


def specs():
    return {spec.key.path[-1]: spec for spec in defs.resolve_all_asset_specs()}


def test_the_four_assets_follow_one_another_in_one_group():
    before = {name: [dep.asset_key.path[-1] for dep in spec.deps] for name, spec in specs().items()}
    assert before == {
        "prices_raw": [],
        "prices_clean": ["prices_raw"],
        "model": ["prices_clean"],
        "report": ["model"],
    }
    assert len({spec.group_name for spec in specs().values()}) == 1


def test_each_asset_says_what_it_is_who_owns_it_and_what_to_do_when_it_fails():
    for spec in specs().values():
        assert "When it fails" in spec.description.replace("When it\nfails", "When it fails")
        assert spec.owners
        assert spec.kinds
        assert spec.code_version


def test_each_asset_describes_its_columns():
    for name in NAMES:
        schema = specs()[name].metadata["dagster/column_schema"]
        assert all(column.description for column in schema.columns)
        if name != "report":
            assert {"symbol", "timestamp", "price"} <= {column.name for column in schema.columns}


def test_the_data_have_a_freshness_policy_and_the_report_a_person_asks_for_has_none():
    found = {name: spec.freshness_policy for name, spec in specs().items()}
    assert found.pop("report") is None
    assert all(
        policy.warn_window.to_timedelta() < policy.fail_window.to_timedelta()
        for policy in found.values()
    )


def test_each_check_says_what_it_holds():
    graph = defs.get_repository_def().asset_graph
    checks = [graph.get_check_spec(key) for key in graph.asset_check_keys]
    assert {spec.asset_key.path[-1] for spec in checks} == set(NAMES)
    assert all(spec.description for spec in checks)


def test_the_job_that_the_sensor_requests_leaves_the_report_to_a_person():
    job = defs.resolve_job_def("refresh_model")
    assert {key.path[-1] for key in job.asset_layer.executable_asset_keys} == set(NAMES[:3])


def test_the_sensor_runs_by_default():
    sensor = defs.resolve_sensor_def("new_raw_files")
    assert sensor.default_status is dg.DefaultSensorStatus.RUNNING
    assert sensor.job_name == "refresh_model"


def test_importing_a_stage_imports_neither_dagster_nor_anything_slow():
    code = (
        "import sys, price_assets, price_assets.cli\n"
        "slow = {'dagster', 'pandas', 'pyarrow', 'sklearn', 'lightgbm', 'scipy'}\n"
        "print(sorted(slow & set(sys.modules)))"
    )
    assert run_python(code).stdout.strip() == "[]"


def test_loading_the_definitions_imports_nothing_slow_but_dagster():
    code = (
        "import sys; from price_assets import defs\n"
        "slow = {'pandas', 'pyarrow', 'sklearn', 'lightgbm', 'scipy'}\n"
        "print(sorted(slow & set(sys.modules)))"
    )
    assert run_python(code).stdout.strip() == "[]"


def test_the_package_shows_defs_to_dagsters_loader_and_nothing_that_is_not_there():
    import price_assets

    assert "defs" in dir(price_assets)
    assert not hasattr(price_assets, "nothing")
