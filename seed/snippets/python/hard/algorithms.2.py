merged = []
for start, end in sorted(intervals):
    if merged and start <= merged[-1][1]:
        last_start, last_end = merged[-1]
        merged[-1] = (last_start, max(last_end, end))
    else:
        merged.append((start, end))
busy_time = sum(end - start for start, end in merged)
