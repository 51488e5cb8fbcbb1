"""Estimators with scikit-learn's interface, each with its fit as plain JSON."""
