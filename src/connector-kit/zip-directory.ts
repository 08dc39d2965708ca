import { inflateRawSync } from 'node:zlib';

/** One file of a zip, as the directory at the end of the archive declares it. */
export interface ZipEntry {
  readonly name: string;
  readonly encrypted: boolean;
  readonly packedSize: number;
  readonly unpackedSize: number;
  readonly deflated: boolean;
  /** Where its own header lies. */
  readonly offset: number;
}

const END = { signature: 0x06054b50, size: 22 };
const ENTRY = { signature: 0x02014b50, size: 46 };
const LOCAL = { signature: 0x04034b50, size: 30 };

/** The directory of a zip; null when there is none or it contradicts itself. Zip64 is for files far above our cap. */
export function zipDirectory(zip: Buffer): readonly ZipEntry[] | null {
  try {
    return entriesOf(zip);
  } catch (cause) {
    if (cause instanceof RangeError) return null;
    throw cause;
  }
}

function entriesOf(zip: Buffer): readonly ZipEntry[] | null {
  const end = zip.lastIndexOf(signatureOf(END.signature));
  if (end < 0) return null;
  const count = zip.readUInt16LE(end + 10);
  const size = zip.readUInt32LE(end + 12);
  const start = zip.readUInt32LE(end + 16);
  if (start + size !== end) return null;
  const entries: ZipEntry[] = [];
  let at = start;
  while (at < end) {
    if (zip.readUInt32LE(at) !== ENTRY.signature) return null;
    const nameSize = zip.readUInt16LE(at + 28);
    const name = at + ENTRY.size;
    entries.push({
      name: zip.toString('utf8', name, name + nameSize),
      encrypted: (zip.readUInt16LE(at + 8) & 1) === 1,
      deflated: zip.readUInt16LE(at + 10) !== 0,
      packedSize: zip.readUInt32LE(at + 20),
      unpackedSize: zip.readUInt32LE(at + 24),
      offset: zip.readUInt32LE(at + 42),
    });
    at = name + nameSize + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return at === end && entries.length === count ? entries : null;
}

/** The content of an entry, never more than its declared size; null when the entry is not what it declares. */
export function unpack(zip: Buffer, entry: ZipEntry): Buffer | null {
  const { offset, packedSize, unpackedSize, deflated } = entry;
  try {
    if (zip.readUInt32LE(offset) !== LOCAL.signature) return null;
    const start = offset + LOCAL.size + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28);
    const packed = zip.subarray(start, start + packedSize);
    const content = deflated
      ? inflateRawSync(packed, { maxOutputLength: Math.max(unpackedSize, 1) })
      : packed;
    return content.length === unpackedSize ? content : null;
  } catch {
    return null;
  }
}

function signatureOf(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
