while queue:
    job = queue.pop(0)
    job.run(timeout=30, retries=2)
