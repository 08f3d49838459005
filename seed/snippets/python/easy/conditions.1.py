if temperature > 30 and not fan.running:
    fan.start(speed=2)
