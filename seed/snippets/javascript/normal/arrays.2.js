const [first, second, ...others] = ranking;
podium.push(first, second);
others.forEach((name, index) => {
  console.log(`${index + 3}. ${name}`);
});
