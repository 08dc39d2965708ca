/** What is said about a piece of work: ids, states and numbers; never a name of a person, a secret or a payload. */
export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

export interface Span {
  note(attributes: SpanAttributes): void;
  /** `failure` is an error code; without one the work went well. */
  end(failure?: string): void;
}

/** Tells how long which piece of work took, and inside which other one. */
export interface Tracer {
  /** Around some work; spans that begin inside it belong to it. */
  span<T>(name: string, attributes: SpanAttributes, work: (span: Span) => Promise<T>): Promise<T>;
  /** For work that is not one function: the caller ends it. */
  begin(name: string, attributes: SpanAttributes): Span;
}

const NO_SPAN: Span = { note() {}, end() {} };

/** The default: nothing is measured and nothing is paid. */
export const noTracing: Tracer = {
  span: (_name, _attributes, work) => work(NO_SPAN),
  begin: () => NO_SPAN,
};
