/** Bytes that are written together: large enough to be quick, small enough for the memory of a pull (256 MB). */
const WRITTEN_TOGETHER = 384 * 1024;

const encoder = new TextEncoder();

/**
 * Rows on their way to the store, as bytes from the moment they are made: thousands of small texts that wait would
 * keep the collector busier than reading them.
 */
export class RowBuffer {
  #bytes = new Uint8Array(WRITTEN_TOGETHER + WRITTEN_TOGETHER / 2);
  #length = 0;

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  get isFull(): boolean {
    return this.#length >= WRITTEN_TOGETHER;
  }

  add(texts: readonly string[]): void {
    const text = texts.join('');
    const { read, written } = encoder.encodeInto(text, this.#bytes.subarray(this.#length));
    this.#length += written;
    if (read < text.length) this.#addLonger(text.slice(read));
  }

  /** What was added, in memory of its own that may be handed to another thread. */
  taken(): Uint8Array<ArrayBuffer> {
    const bytes = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    return bytes;
  }

  #addLonger(text: string): void {
    const rest = encoder.encode(text);
    const bytes = new Uint8Array(this.#length + rest.length);
    bytes.set(this.#bytes.subarray(0, this.#length));
    bytes.set(rest, this.#length);
    this.#bytes = bytes;
    this.#length = bytes.length;
  }
}
