class BloomFilter:
    def __init__(self, bits=8192, hashes=4):
        self.bits = bits
        self.hashes = hashes
        self.field = 0

    def _positions(self, item):
        for salt in range(self.hashes):
            key = f"{salt}:{item}".encode()
            digest = blake2b(key, digest_size=8).digest()
            yield int.from_bytes(digest) % self.bits

    def add(self, item):
        for position in self._positions(item):
            self.field |= 1 << position

    def __contains__(self, item):
        # True means "perhaps"; false means "certainly not".
        places = self._positions(item)
        return all(self.field >> place & 1 for place in places)
