from heapq import heapify, heappop

patients = [(3, "cough"), (1, "hand"), (2, "fever")]
heapify(patients)
while patients:
    rank, complaint = heappop(patients)
    print(f"{rank}. {complaint}")
