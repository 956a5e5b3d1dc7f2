import { Component, Suspense, type ReactNode } from 'react';
import { Broken } from './lazy-pages.ts';

interface Props {
  children: ReactNode;
  /** The frame of a page that draws its own while it is well. */
  around?: ((broken: ReactNode) => ReactNode) | undefined;
  /** A new value (the address) tries again. */
  resetOn: string;
}

interface State {
  error: Error | null;
  resetOn: string;
}

export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null, resetOn: this.props.resetOn };

  static getDerivedStateFromError(error: Error): Partial<State> {
    return { error };
  }

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    return props.resetOn === state.resetOn ? null : { error: null, resetOn: props.resetOn };
  }

  readonly again = (): void => this.setState({ error: null });

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    const broken = <Broken error={error} onAgain={this.again} />;
    return <Suspense>{this.props.around ? this.props.around(broken) : broken}</Suspense>;
  }
}
