/** Printed codes in printed order: "1.9" before "1.10". */
export function compareCodes(a: string, b: string): number {
  const [left, right] = [a.split('.'), b.split('.')];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const [x = '', y = ''] = [left[i], right[i]];
    if (x !== y) return Number(x) - Number(y) || (x < y ? -1 : 1);
  }
  return 0;
}
