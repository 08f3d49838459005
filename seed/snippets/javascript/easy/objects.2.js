user.settings = { theme: 'dark', volume: 80 };
delete user.draft;
