import { crc32, deflateRawSync } from 'node:zlib';

type Content = string | { readonly packed: Buffer; readonly size: number };

/** A zip as a test wants it, also one whose directory lies about sizes. */
export function zipOf(files: Readonly<Record<string, Content>>, { flags = 0 } = {}): Uint8Array {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const { packed, size, crc } = packedOf(content);
    const sizes = Buffer.alloc(20);
    sizes.writeUInt16LE(flags, 0);
    sizes.writeUInt16LE(8, 2);
    sizes.writeUInt32LE(crc, 8);
    sizes.writeUInt32LE(packed.length, 12);
    sizes.writeUInt32LE(size, 16);
    const nameSizes = Buffer.alloc(4);
    nameSizes.writeUInt16LE(Buffer.byteLength(name), 0);
    const local = Buffer.concat([
      Buffer.from('PK\x03\x04\x14\x00'),
      sizes,
      nameSizes,
      Buffer.from(name),
      packed,
    ]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(
      Buffer.concat([Buffer.from('PK\x01\x02\x14\x00\x14\x00'), sizes, nameSizes, rest, Buffer.from(name)]),
    );
    locals.push(local);
    offset += local.length;
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(directory.length, 4);
  end.writeUInt16LE(directory.length, 6);
  end.writeUInt32LE(Buffer.concat(directory).length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, ...directory, Buffer.from('PK\x05\x06'), end]);
}

function packedOf(content: Content) {
  if (typeof content !== 'string') return { ...content, crc: 0 };
  const bytes = Buffer.from(content);
  return { packed: deflateRawSync(bytes), size: bytes.length, crc: crc32(bytes) };
}
