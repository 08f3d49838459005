def drive(lamp):
    if lamp == "red":
        return "stop"
    if lamp == "green":
        return "go"
    return "slow down"
