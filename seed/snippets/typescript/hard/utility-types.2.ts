type WithDefaults<T, K extends keyof T> = Omit<T, K> & Partial<Pick<T, K>>;

interface Pizza {
  size: number;
  crust: "thin" | "pan";
  toppings: string[];
}
function bakePizza(wish: WithDefaults<Pizza, "crust" | "size">): Pizza {
  return { size: 30, crust: "thin", ...wish };
}
// Pineapple is a matter of types
bakePizza({ toppings: ["ham", "pineapple"] });
