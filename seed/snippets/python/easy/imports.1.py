import math

# How big is Earth?
radius = 6371
sky = math.pi * 4
sky *= radius**2
sky = round(sky)
print(sky, "km2")
