export const Wallet = createContext(null);

export function useWallet() {
  const wallet = useContext(Wallet);
  if (wallet) return wallet;
  throw new Error("Nobody provides a wallet");
}
