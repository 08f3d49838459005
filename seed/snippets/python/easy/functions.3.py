def area(w, h):
    return w * h


room = area(4, 5)
hall = area(2, 6)
home = room + hall
print(home, "m2")
