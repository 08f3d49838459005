def is_valid_card(number):
    digits = [int(char) for char in number if char.isdigit()]
    odd, even = digits[-1::-2], digits[-2::-2]
    checksum = sum(odd)
    for digit in even:
        tens, ones = divmod(digit * 2, 10)
        checksum += tens + ones
    return len(digits) > 1 and checksum % 10 == 0


assert is_valid_card("4539 1488 0343 6467")
