for name in players:
    print(name, "is ready")
