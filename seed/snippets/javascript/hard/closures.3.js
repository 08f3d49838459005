// curry(f)(a)(b)(c) and curry(f)(a, b)(c) give the same
export function curry(action) {
  const { length: arity } = action;
  return function collect(...given) {
    if (given.length >= arity) return action(...given);
    return (...more) => collect(...given, ...more);
  };
}

const volume = curry((width, height, depth) => width * height * depth);
