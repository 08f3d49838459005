def huffman_codes(text):
    ties = count()
    heap = [(n, next(ties), letter) for letter, n in Counter(text).items()]
    heapify(heap)
    while len(heap) > 1:
        few, _, left = heappop(heap)
        more, _, right = heappop(heap)
        heappush(heap, (few + more, next(ties), (left, right)))

    # Rare letters are deep in the tree.
    codes = {}
    branches = [(heap[0][2], "")]
    while branches:
        branch, bits = branches.pop()
        if isinstance(branch, str):
            codes[branch] = bits or "0"
        else:
            left, right = branch
            branches += [(left, bits + "0"), (right, bits + "1")]
    return codes
