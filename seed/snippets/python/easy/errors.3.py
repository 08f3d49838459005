def lift(kilos):
    if kilos > 200:
        raise ValueError
    print("Hup!")


lift(80)
lift(120)
print("Nap time")
