"""`python -m bot` is the `desirepath` command."""

from bot.cli import main

if __name__ == "__main__":
    main()
