import pytest

from price_assets.forecast import train

from .tables import mean_reverting, random_walk


@pytest.fixture(scope="session")
def reverting_table():
    return mean_reverting()


@pytest.fixture(scope="session")
def reverting_model(reverting_table):
    return train(reverting_table)


@pytest.fixture(scope="session")
def walk_table():
    return random_walk()


@pytest.fixture(scope="session")
def walk_model(walk_table):
    return train(walk_table)
