"""`python -m price_assets` is the console script `price-assets`."""

from price_assets.cli import main

if __name__ == "__main__":
    main()
