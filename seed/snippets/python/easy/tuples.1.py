spot = (3, 4)
x, y = spot
far = x * x + y * y
# Hi, Pythagoras
far **= 0.5
print("Far:", far)
print(spot)
