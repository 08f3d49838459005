class Phonebook(dict):
    def __missing__(self, name):
        close = get_close_matches(name, self, n=1)
        if not close:
            raise KeyError(name)
        print(f"No {name}, did you mean {close[0]}?")
        return self[close[0]]


contacts = Phonebook(Holmes="221B", Watson="221B", Moriarty="?")
print(contacts["Moriarti"])
