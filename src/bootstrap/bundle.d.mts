/** Makes plain JavaScript of a program of this project; answers its file. */
export function bundle(
  root: string,
  program: { readonly contents: string; readonly name: string },
): Promise<URL>;
