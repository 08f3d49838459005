export function useUnloadWarning(isDirty) {
  useEffect(function guard() {
    window.onbeforeunload = isDirty ? cancelEvent : null;
  }, [isDirty]);
}
