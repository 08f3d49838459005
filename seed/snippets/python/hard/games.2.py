LINES = ("012", "345", "678", "036", "147", "258", "048", "246")


def winner(board):
    for line in LINES:
        a, b, c = (board[int(cell)] for cell in line)
        if a == b == c != " ":
            return a
    return None if " " in board else "nobody"


assert winner("XXOOXXOOX") == "X"
