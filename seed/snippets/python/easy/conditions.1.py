heat = 31
if heat > 30:
    fan.start()
    print("Phew!")
elif heat < 15:
    stove.start()
    print("Brrr!")
else:
    fan.stop()
    stove.stop()
