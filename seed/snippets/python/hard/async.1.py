async def fetch_json(client, url, attempts=4):
    delay = 0.5
    for attempt in range(1, attempts + 1):
        try:
            reply = await client.get(url, timeout=5)
            return reply.json()
        except TimeoutError:
            if attempt == attempts:
                raise
            await asyncio.sleep(delay)
            delay *= 2
