attempt = 1
while not connected and attempt <= 5:
    connected = modem.dial(host, port)
    # Have you tried turning it off and on again?
    attempt += 1
