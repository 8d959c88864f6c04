"""``rasa`` as it trains rows that nobody has trained before: without the vectors we ship.

``nlu_data/vectors.npz`` spares the encoder's work for the project's own rows. Compared with stock
Rasa, whose first training has no such help, that would be unfair.
"""

import bot.nlu.encoding


def main() -> None:
    """Run ``rasa`` with the arguments of this process."""
    bot.nlu.encoding.SHIPPED_VECTORS = None  # type: ignore[assignment]
    from rasa.__main__ import main as rasa

    rasa()


if __name__ == "__main__":
    main()
