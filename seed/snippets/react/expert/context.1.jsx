const ToastContext = createContext(() => {});
export const useToast = () => useContext(ToastContext);

export function ToastProvider({ children }) {
  const [toasts, setToasts] = useState([]);
  const show = useCallback((text, ms = 4000) => {
    const id = crypto.randomUUID();
    setToasts((list) => [...list, { id, text }]);
    setTimeout(() => {
      setToasts((list) => list.filter((toast) => toast.id !== id));
    }, ms);
  }, []);

  return (
    <ToastContext value={show}>
      {children}
      <ul aria-live="polite">
        {toasts.map(({ id, text }) => (
          <li key={id}>{text}</li>
        ))}
      </ul>
    </ToastContext>
  );
}
