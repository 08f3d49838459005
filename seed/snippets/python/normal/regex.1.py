import re

PLATE = re.compile(r"[A-Z]{2}-\d{3}-[A-Z]{2}")
sighting = "AB-123-CD went first, then XY-789-ZZ."
for plate in PLATE.findall(sighting):
    print("Speeding:", plate)
