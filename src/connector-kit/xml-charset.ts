import { isUtf8 } from 'node:buffer';
import { configError } from '../core/errors.ts';
import { text } from '../core/text.ts';

/** An XML document as it came. */
export interface XmlBytes {
  readonly host: string;
  readonly bytes: Buffer;
  readonly contentType: string | undefined;
}

/** As far as a declaration may reach. */
const HEAD = 200;

/**
 * The document as text in NFC (F18). By byte order mark and by the bytes themselves first, for bytes that are
 * UTF-8 are nothing else; then by the document's own declaration, and only then by the header, which is often wrong.
 */
export function decodedXml({ host, bytes, contentType }: XmlBytes): string {
  const declared = declaredCharset(bytes);
  const charset = utf16Of(bytes) ?? (isUtf8(bytes) ? 'utf-8' : (declared ?? headerCharset(contentType)));
  try {
    // It takes the byte order mark away. Windows-1258 writes accents apart from their letters.
    return new TextDecoder(charset ?? 'utf-8', { fatal: true }).decode(bytes).normalize('NFC');
  } catch {
    throw otherCharset(host, charset);
  }
}

/** A document begins with "<", so one of its first two bytes is 0 in UTF-16 without a mark. */
function utf16Of([first, second]: Buffer): string | null {
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return 'utf-16le';
  return (first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c) ? 'utf-16be' : null;
}

/** UTF-16 is told by the bytes: a document that only says so was recoded on its way. */
function declaredCharset(bytes: Buffer): string | null {
  const head = bytes.toString('latin1', 0, HEAD);
  const name = /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]{1,20})["']/.exec(head)?.[1]?.toLowerCase();
  return name === undefined || name.startsWith('utf-16') ? null : name;
}

const headerCharset = (contentType = ''): string | null =>
  /charset="?([\w.:-]{1,20})/i.exec(contentType)?.[1]?.toLowerCase() ?? null;

const otherCharset = (host: string, charset: string | null) =>
  configError(
    'OTHER_CHARSET',
    text(
      `Không đọc được bảng mã${charset ? ` ${charset}` : ''} của tệp XML ở máy chủ ${host}. Hãy đề nghị đơn vị vận hành xuất tệp bằng UTF-8 và khai báo đúng bảng mã.`,
      `The charset${charset ? ` ${charset}` : ''} of the XML of ${host} cannot be read. Ask its operator to send UTF-8 and to declare it.`,
    ),
  );
