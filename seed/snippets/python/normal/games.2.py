def square_color(square):
    file = ord(square[0]) - ord("a")
    rank = int(square[1])
    return "light" if (file + rank) % 2 == 0 else "dark"


assert square_color("h1") == "light"
