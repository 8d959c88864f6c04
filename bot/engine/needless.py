"""What Rasa imports and a loaded model never calls: a service goes without it (docs/adr/0002).

All of it stays installed, for training, for pictures and for Rasa's own commands.
"""

NEEDLESS = frozenset(
    {
        # training, and the classifiers that are not ours
        *("scipy", "sklearn", "dask"),
        # plots of Rasa's tests
        *("matplotlib",),
        # Rasa's own server and channels; ours are Starlette's (0003)
        *("sanic", "sanic_routing", "sanic_cors", "sanic_jwt", "requests", "cachecontrol"),
        # questions in the terminal
        *("questionary", "prompt_toolkit"),
    }
)
"""Together 90 MB of resident memory."""
