import { configError } from '../../core/errors.ts';
import { text } from '../../core/text.ts';

/** Files by their path below the connector's folder. */
export type Files = Readonly<Record<string, string>>;

/** What the template calls itself. */
export const TEMPLATE = 'connector-template';

/** Lines of the template stay within the formatter's width with any name up to here. */
const LONGEST = 36;
const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Throws BAD_INPUT for a name that cannot be a folder, an identifier and a measure's prefix, or that is taken. */
export function checkedName(name: string, taken: readonly string[]): string {
  if (!NAME.test(name) || name.length > LONGEST || name === TEMPLATE) throw badName(name);
  const same = taken.find((one) => one === name || prefixOf(one) === prefixOf(name));
  if (same !== undefined) throw takenName(name, same);
  return name;
}

/** The template's files under the new name. */
export const madeConnector = (template: Files, name: string): Files =>
  Object.fromEntries(
    Object.entries(template).map(([path, content]) => [renamed(path, name), renamed(content, name)]),
  );

const renamed = (words: string, name: string): string =>
  words
    .replaceAll(TEMPLATE, name)
    .replaceAll(camel(TEMPLATE), camel(name))
    .replaceAll(prefixOf(TEMPLATE), prefixOf(name));

/** The registry with one import and one line more. */
export function registered(registry: string, name: string): string {
  const imports = [...registry.matchAll(/^import .* from '\.\/([^/]+)\/index\.ts';\n/gm)];
  const line = `import { ${camel(name)} } from './${name}/index.ts';\n`;
  const next = imports.find(([, other = '']) => other > name);
  const last = imports.at(-1);
  const at = next ? next.index : last ? last.index + last[0].length : 0;
  const imported = registry.slice(0, at) + line + registry.slice(at);
  return imported.replace(/^\];$/m, `  ${camel(name)},\n];`);
}

const camel = (name: string): string => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/** Of measure codes: capital letters only. */
const prefixOf = (name: string): string => name.toUpperCase().replace(/[^A-Z]/g, '');

const badName = (name: string) =>
  configError(
    'BAD_INPUT',
    text(
      `Tên đầu nối "${name.slice(0, LONGEST + 1)}" không hợp lệ; cần chữ thường không dấu, chữ số và dấu gạch nối, bắt đầu bằng chữ, tối đa ${LONGEST} ký tự, ví dụ: npm run new:connector -- tram-quan-trac.`,
      `The name "${name.slice(0, LONGEST + 1)}" is not valid; expected small letters, digits and hyphens, beginning with a letter, at most ${LONGEST} characters, such as: npm run new:connector -- weather-station.`,
    ),
  );

const takenName = (name: string, same: string) =>
  configError(
    'BAD_INPUT',
    text(
      `Tên "${name}" trùng với đầu nối "${same}" đã có trong connectors/. Hãy chọn tên khác.`,
      `The name "${name}" is that of the connector "${same}" in connectors/. Choose another one.`,
    ),
  );
