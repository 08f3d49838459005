async def fetch_json(client, url, patience=8):
    delay = 0.5
    while True:
        try:
            reply = await client.get(url, timeout=5)
        except TimeoutError:
            if delay > patience:
                raise
            await asyncio.sleep(delay)
            delay *= 2
        else:
            return reply.json()
