class Radio:
    def __init__(self):
        self._listeners = defaultdict(set)

    async def listen(self, channel):
        inbox = asyncio.Queue(maxsize=100)
        self._listeners[channel].add(inbox)
        try:
            while True:
                yield await inbox.get()
        finally:
            self._listeners[channel].discard(inbox)

    def broadcast(self, channel, song):
        missed = 0
        for inbox in self._listeners[channel]:
            try:
                inbox.put_nowait(song)
            except asyncio.QueueFull:
                missed += 1
        return missed
