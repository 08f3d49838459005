import math

# How big is Earth?
radius = 6371
area = math.pi * 4
area *= radius**2
area = round(area)
print(area, "km2")
