import React from "react";

export class CrashReport extends React.Component {
  state = { stack: "" };

  static getDerivedStateFromError({ stack }) {
    return { stack };
  }

  // A new page is a new chance.
  componentDidUpdate(before) {
    const hasMoved = before.path !== this.props.path;
    if (hasMoved && this.state.stack) this.setState({ stack: "" });
  }

  render() {
    const { stack } = this.state;
    const { children } = this.props;
    return stack ? <pre>{stack}</pre> : children;
  }
}
