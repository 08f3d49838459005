function pipe(...steps) {
  return (input) => steps.reduce((value, step) => step(value), input);
}

const rough = pipe(Math.abs, Math.sqrt, Math.round);
console.log(rough(-17));
