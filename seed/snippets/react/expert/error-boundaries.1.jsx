import { Component } from "react";

export class ErrorBoundary extends Component {
  state = { error: null };

  static getDerivedStateFromError(error) {
    return { error };
  }
  componentDidCatch(error, info) {
    const { onError } = this.props;
    onError?.(error, info);
  }
  retry = () => this.setState({ error: null });

  render() {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <div role="alert">
        <p>Something went wrong: {error.message}</p>
        <button onClick={this.retry}>Try again</button>
      </div>
    );
  }
}
