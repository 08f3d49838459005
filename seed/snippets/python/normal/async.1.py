async def breakfast():
    async with asyncio.TaskGroup() as kitchen:
        kitchen.create_task(brew("espresso"))
        kitchen.create_task(toast("bagel"))
    print("Breakfast is served")
