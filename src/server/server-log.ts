/** The part of a pino logger that the server needs. */
export interface ServerLog {
  info(fields: object, message?: string): void;
  error(fields: object, message?: string): void;
}
