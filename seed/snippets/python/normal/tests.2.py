def test_empty_cart_is_free():
    cart = Cart()
    assert cart.total() == 0
    cart.add("umbrella", price=15)
    assert cart.total() == 15
    assert len(cart) == 1
