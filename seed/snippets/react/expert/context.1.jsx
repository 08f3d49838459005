const ToastContext = createContext(() => {});
export const useToast = () => useContext(ToastContext);

export function ToastProvider({ children }) {
  const [toasts, setToasts] = useState([]);

  const show = useCallback((text, ms = 4000) => {
    const id = crypto.randomUUID();
    const isOther = (toast) => toast.id !== id;
    const hide = () => setToasts((list) => list.filter(isOther));
    setToasts((list) => [...list, { id, text }]);
    setTimeout(hide, ms);
  }, []);

  const items = toasts.map(({ id, text }) => <li key={id}>{text}</li>);
  return (
    <ToastContext.Provider value={show}>
      {children}
      <ul aria-live="polite">{items}</ul>
    </ToastContext.Provider>
  );
}
