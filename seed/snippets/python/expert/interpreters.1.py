BINARY = {"+": add, "-": sub, "*": mul}


class Forth:
    def __init__(self):
        self.stack = []
        self.words = {}

    def run(self, program):
        tape = deque(program.split())
        while tape:
            word = tape.popleft()
            if word == ":":
                new_word = tape.popleft()
                self.words[new_word] = list(iter(tape.popleft, ";"))
            elif word in self.words:
                tape.extendleft(reversed(self.words[word]))
            elif word in BINARY:
                right, left = self.stack.pop(), self.stack.pop()
                self.stack.append(BINARY[word](left, right))
            elif word == "dup":
                self.stack.append(self.stack[-1])
            else:
                self.stack.append(int(word))
        return self.stack
