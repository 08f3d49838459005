def greet(name):
    if not name:
        name = "guest"
    hi = "Hello, "
    return hi + name


print(greet("Ada"))
print(greet(""))
