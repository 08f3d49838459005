# A safe estimate
days = 2
days *= 2
# The boss called
days += 1
print(days, "days")
print("Or weeks")
