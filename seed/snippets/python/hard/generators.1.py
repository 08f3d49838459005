def thermostat(wanted, slack=0.5):
    heating = False
    while True:
        degrees = yield heating
        edge = wanted + slack if heating else wanted - slack
        heating = degrees < edge


control = thermostat(20)
# The first next() runs it up to its yield.
next(control)
print([control.send(degrees) for degrees in (18, 20, 22, 20)])
