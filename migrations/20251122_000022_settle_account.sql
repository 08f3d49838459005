-- settle_account does it all, and says which boards changed.
DROP FUNCTION close_account(UUID);
