try:
    age = int(raw_age)
except ValueError:
    age = None
else:
    print(f"Age is {age}")
