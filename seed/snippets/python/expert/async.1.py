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
            except JobError as error:
                logger.warning("Job %s failed: %s", job.id, error)
                results[job.id] = None

    # The group ends when its last worker does.
    async with asyncio.TaskGroup() as group:
        for _ in range(workers):
            group.create_task(worker())
    return results
