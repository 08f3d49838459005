class Stopwatch:
    def __enter__(self):
        self.start = perf_counter()
        return self

    def __exit__(self, *exception):
        self.seconds = perf_counter() - self.start


with Stopwatch() as watch:
    deep_thought.answer(question)
print(f"42, after {watch.seconds / 3600:.0f} hours")
