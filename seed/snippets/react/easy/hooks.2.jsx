var formId = useId();
let theme = useContext(ThemeContext);
