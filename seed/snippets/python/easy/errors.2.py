legs = {"cat": 4}
try:
    n = legs["snake"]
    print("Shoes!")
except KeyError:
    n = 0
    print("No legs?")
print(n)
