fetchUser(42)
  .then((user) => showProfile(user))
  .catch((error) => report(error.message))
  .finally(() => spinner.hide());
