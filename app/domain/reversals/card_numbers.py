"""Whether digits can be a card's number."""


def is_card_number(digits: str) -> bool:
    """12 to 19 digits, of which the last one checks the others (Luhn, ISO/IEC 7812-1)."""
    if not (digits.isascii() and digits.isdigit() and 12 <= len(digits) <= 19):
        return False
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
