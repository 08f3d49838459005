function say(text) {
  speechSynthesis.speak(new SpeechSynthesisUtterance(text));
  return () => speechSynthesis.cancel();
}
const useVoice = (text) => useEffect(() => say(text), [text]);
