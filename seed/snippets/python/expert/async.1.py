async def run_workers(jobs, handler, workers=4):
    queue = asyncio.Queue()
    results = {}
    for job in jobs:
        queue.put_nowait(job)

    async def worker():
        while not queue.empty():
            job = queue.get_nowait()
            try:
                results[job.id] = await handler(job)
            except Exception as error:
                logger.warning("Job %s failed: %s", job.id, error)
                results[job.id] = None

    tasks = [worker() for _ in range(workers)]
    await asyncio.gather(*tasks)
    return results
