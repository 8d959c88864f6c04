"""An assessment that is filled in with the worker beside, on the young person's own screen.

It stays the young person's: nothing is shown, sent or kept for anybody by it. What changes is what
is said: whose it is, that earlier answers come along, that what is personal can wait.
"""

from bot.domain.messages import Choice, Say
from bot.services.moves import Here, Move, Moves


def beside_choice(name: str) -> Choice:
    """Return the button by which the worker is said to sit beside."""
    return Choice(f"together:{name}", "assessment.button.together")


def sat_down(moves: Moves, here: Here) -> Move:
    """Say what it means that somebody has sat down beside, or has left; ask on."""
    name = here.state.assessment
    if not here.state.together:
        return moves.on(here, (Say("assessment.alone", {}, (beside_choice(name),)),))
    says = [Say("assessment.together", {}, (Choice(f"alone:{name}", "assessment.button.alone"),))]
    if here.state.given:  # what was answered alone comes into the result
        anew = (Choice(f"again:{name}", "assessment.button.again"),)
        says.append(Say("assessment.together_earlier", {}, anew))
    return moves.on(here, tuple(says))
