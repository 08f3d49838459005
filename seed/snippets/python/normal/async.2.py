async def ticker(symbol, pause=0.5):
    while price := await quote(symbol):
        yield symbol, price
        await asyncio.sleep(pause)
    print(symbol, "has closed for today")
