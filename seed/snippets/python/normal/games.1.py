BEATS = {"rock": "scissors", "paper": "rock", "scissors": "paper"}


def referee(mine, yours):
    if mine == yours:
        return "draw"
    return "win" if BEATS[mine] == yours else "loss"
