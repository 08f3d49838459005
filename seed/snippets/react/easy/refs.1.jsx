inputRef.current?.focus();
panelRef.current.scrollTop = 0;
