def greet(name):
    if not name:
        name = "guest"
    return f"Hi {name}"


print(greet("Ada"))
print(greet(""))
