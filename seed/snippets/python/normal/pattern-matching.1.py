match event:
    case {"type": "key", "name": key}:
        print("Pressed", key)
    case {"type": "click", "at": (x, y)}:
        print(f"Clicked at {x}, {y}")
