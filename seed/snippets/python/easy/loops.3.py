fuel = 90
clock = 5
while clock:
    print(clock)
    fuel -= 3
    clock -= 1
print("Lift off!")
print(fuel, "left")
