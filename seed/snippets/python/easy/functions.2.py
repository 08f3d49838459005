def greet(name="guest"):
    return f"Hello, {name}!"
