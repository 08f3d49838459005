const title = name.trim().slice(0, 40);
console.log(`Welcome, ${title}!`);
