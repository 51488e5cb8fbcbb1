"""Make the invented market of this example: python examples/hourly/make_prices.py."""

import math
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

DAYS = 120
FIRST = datetime(2026, 1, 1, tzinfo=UTC)


def main() -> None:
    """Write prices/market.csv beside this file."""
    chance = random.Random(1)  # noqa: S311 - prices, not secrets
    lines, level, demand = ["symbol,timestamp,price,load_forecast"], 40.0, 0.0
    for day in range(DAYS + 1):
        level += chance.gauss(0, 1)
        demand = 0.7 * demand + chance.gauss(0, 3)
        for hour in range(24):
            moment = FIRST + timedelta(days=day, hours=hour)
            load = round(60 + 12 * math.sin((hour - 7) / 24 * 2 * math.pi) + demand, 1)
            price = round(level + 0.9 * (load - 60) + chance.gauss(0, 1.5), 2)
            shown = "" if day == DAYS else f"{price}"
            lines.append(f"NORTH,{moment:%Y-%m-%dT%H:%M:%SZ},{shown},{load}")
    target = Path(__file__).parent / "prices" / "market.csv"
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
