class RateLimiter:
    def __init__(self, limit, period):
        self.limit = limit
        self.period = period
        self.calls = deque()
        self.lock = asyncio.Lock()

    async def __aenter__(self):
        async with self.lock:
            if len(self.calls) == self.limit:
                oldest = self.calls.popleft()
                wait = oldest + self.period - monotonic()
                if wait > 0:
                    await asyncio.sleep(wait)
            now = monotonic()
            self.calls.append(now)
        return self

    async def __aexit__(self, kind, error, trace):
        return False
