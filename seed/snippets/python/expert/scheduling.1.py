import heapq
from itertools import count


class Scheduler:
    def __init__(self):
        self._heap = []
        self._ids = count()

    def schedule(self, when, action, *args):
        entry = (when, next(self._ids), action, args)
        heapq.heappush(self._heap, entry)
        return entry

    def run_until(self, deadline):
        executed = 0
        while self._heap and self._heap[0][0] <= deadline:
            _, _, action, args = heapq.heappop(self._heap)
            action(*args)
            executed += 1
        return executed
