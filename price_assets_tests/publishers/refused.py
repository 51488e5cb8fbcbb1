"""Files that hold no table of prices that can be read: each is refused in one line that says why."""

# ruff: noqa: E501 - the files' own lines

from __future__ import annotations

import json
import pickle

from .case import Case, bars, lines

B = bars()

REFUSED = [
    Case(
        "frame.pkl", pickle.dumps({"Date": ["2020-01-02"], "Close": [1.5]}), refused="pickle|Python"
    ),
    Case("store.h5", b"\x89HDF\r\n\x1a\n" + bytes(2048), refused="HDF5"),
    Case("prices.db", b"SQLite format 3\x00" + bytes(4080), refused="SQLite"),
    Case(
        "new-york_9-24-2016_9-30-2017.csv",
        lines(
            "Commodity Name,City Name,Type,Package,Variety,Sub Variety,Grade,Date,Low Price,High Price,Mostly Low,Mostly High,Origin",
            [
                f"PUMPKINS,NEW YORK,,36 inch bins,{variety},,,{month:02d}/{day:02d}/16,{150 + k + day},{170 + k + day},{150 + k + day},{170 + k + day},MICHIGAN"
                for variety, k in (("HOWDEN TYPE", 0), ("PIE TYPE", 40))
                for month, day in ((9, 24), (10, 1), (10, 8), (10, 15), (10, 22))
            ],
        ),
        refused="price_column",
    ),
    Case("report.pdf", b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n" + bytes(300), refused="PDF"),
    Case("empty.csv", "", refused="."),
    Case("only_a_header.csv", "Date,Open,High,Low,Close\n", refused="."),
    Case(
        "not_found.csv",
        "<!DOCTYPE html>\n<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1></body></html>\n",
        refused="HTML",
    ),
    Case(
        "error.json",
        json.dumps(
            {
                "Note": "Thank you for using our API! Our standard call frequency is 5 calls per minute."
            }
        ),
        refused=".",
    ),
    Case(
        "no_times.csv", lines([f"{b.open},{b.high},{b.low},{b.close}" for b in B]), refused="time"
    ),
    Case(
        "lfs_pointer.csv",
        "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n",
        refused=".",
    ),
    Case(
        "README.csv",
        "This folder holds the prices of the fund, day by day.\nSee the wiki for details.\n",
        refused=".",
    ),
    Case(
        "customers.csv",
        lines("id,name,city", [f"{at},Person {at},Town {at % 3}" for at in range(12)]),
        refused="time|date",
    ),
]

CASES = REFUSED
