END = ""


class Autocomplete:
    def __init__(self, words=()):
        self.root = {}
        for word in words:
            self.insert(word)

    def insert(self, word):
        node = self.root
        for letter in word:
            node = node.setdefault(letter, {})
        node[END] = word

    def complete(self, prefix):
        start = self.root
        for typed in prefix:
            start = start.get(typed, {})
        stack = [start]
        while stack:
            node = stack.pop()
            if END in node:
                yield node[END]
            stack += [child for key, child in node.items() if key != END]
