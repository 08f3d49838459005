let [count, setCount] = useState(0);
const increase = () => setCount((c) => c + 1);
