spinner.show();
fetchUser(userId)
  .then(showProfile)
  .catch(report)
  .finally(() => spinner.hide());
