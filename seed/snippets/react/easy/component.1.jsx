if (isLoading) root.render(<Spinner size="large" />);
else root.render(<Dashboard user={user} />);
