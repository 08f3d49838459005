legs = {"cat": 4}
try:
    del legs["snake"]
    print("Ouch!")
except KeyError:
    print("No legs")
    legs["snake"] = 0
print(legs)
