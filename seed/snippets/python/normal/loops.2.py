attempt = 1
while not connected and attempt <= 5:
    connected = socket.try_connect(host, port)
    attempt += 1
