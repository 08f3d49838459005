def to_snake_case(name):
    pieces = []
    for index, char in enumerate(name):
        starts_word = char.isupper() and index > 0
        if starts_word and not name[index - 1].isupper():
            pieces.append("_")
        pieces.append(char.lower())
    return "".join(pieces)


assert to_snake_case("getUserName") == "get_user_name"
