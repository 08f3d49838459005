let users = 0;

function join() {
  users += 1;
  return users;
}

export { join };
