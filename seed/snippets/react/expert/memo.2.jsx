export function createSelector(inputs, compute) {
  let lastArgs = null;
  let lastResult = null;

  return function select(state) {
    const args = inputs.map((input) => input(state));
    const isSame = lastArgs?.every((arg, i) => Object.is(arg, args[i]));
    if (isSame) return lastResult;
    lastArgs = args;
    lastResult = compute(...args);
    return lastResult;
  };
}

// Computes again only when an input changes.
const getOrders = (state) => state.orders;
const getYear = (state) => state.year;
export const selectRevenue = createSelector([getOrders, getYear], sumOf);
