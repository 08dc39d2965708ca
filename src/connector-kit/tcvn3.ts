/**
 * TCVN3 ("ABC"), the code page of the .Vn fonts. Capitals with a tone have no code of their own: those fonts draw
 * the small letter as a capital, so such letters come out small.
 */
const LETTERS =
  'A1 ĂÂÊÔƠƯĐăâêôơưđ B5 àảãáạ BB ằẳẵắ C6 ặầẩẫấậè CE ẻẽéẹềểễếệìỉ DC ĩíịò E1 ỏõóọồổỗốộờởỡớợù F1 ủũúụừửữứựỳỷỹýỵ';

const BY_BYTE = Array.from({ length: 256 }, (_, byte) =>
  byte < 0x80 ? String.fromCharCode(byte) : '\uFFFD',
);
let next = 0;
for (const part of LETTERS.split(' ')) {
  if (/^[0-9A-F]{2}$/.test(part)) next = Number.parseInt(part, 16);
  else for (const letter of part) BY_BYTE[next++] = letter;
}

/** A byte that is no letter there comes out as U+FFFD. */
export const tcvn3Text = (bytes: Uint8Array): string => {
  const letters: string[] = [];
  for (const byte of bytes) letters.push(BY_BYTE[byte] as string);
  return letters.join('');
};
