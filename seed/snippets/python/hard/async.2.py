async def download_all(urls, limit=8):
    gate = asyncio.Semaphore(limit)

    async def download(url):
        async with gate:
            page = await fetch(url)
            return len(page)

    sizes = await asyncio.gather(*map(download, urls))
    print(f"{len(sizes)} pages, {sum(sizes)} bytes")
    return dict(zip(urls, sizes, strict=True))
