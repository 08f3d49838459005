try:
    age = int(raw_age)
except ValueError:
    age = 18
    print("No number, so we guess")
print(f"You are {age} years old")
