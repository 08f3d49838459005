spinner.show();
fetchUser(userId)
  .then(showProfile, report)
  .finally(() => spinner.hide());
