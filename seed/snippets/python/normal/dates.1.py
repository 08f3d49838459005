from datetime import date

launch = date(1969, 7, 16)
landing = date(1969, 7, 20)
days = (landing - launch).days
print(f"It took {days} days to reach the Moon")
