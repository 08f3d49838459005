updateUser({ ...user, email: "ada@mail.com" });
