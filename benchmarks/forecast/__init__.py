"""The parts of ``forecast_quality.py``: data, cut, peers, our side, bootstrap, tables."""
