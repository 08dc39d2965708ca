import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { asHubError } from '../../core/errors.ts';
import { checkedName, type Files, madeConnector, registered, TEMPLATE } from './made-connector.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const CONNECTORS = join(ROOT, 'connectors');
const REGISTRY = join(CONNECTORS, 'index.ts');

/** `npm run new:connector -- <name>`: a connector that passes every check, to be changed into the real one. */
function main([name = '']: readonly string[]): void {
  const known = readdirSync(CONNECTORS, { withFileTypes: true }).filter((one) => one.isDirectory());
  checkedName(
    name,
    known.map((one) => one.name),
  );
  const template = filesIn(join(ROOT, 'test', TEMPLATE));
  for (const [path, content] of Object.entries(madeConnector(template, name))) {
    const file = join(CONNECTORS, name, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content, { flag: 'wx' });
  }
  writeFileSync(REGISTRY, registered(readFileSync(REGISTRY, 'utf8'), name));
  console.log(
    [
      `Đã tạo connectors/${name} và thêm một dòng vào connectors/index.ts.`,
      `Kiểm tra: npx vitest run connectors/${name}`,
      `Thử: npm run hub -- simulate ${name} --port 4100`,
    ].join('\n'),
  );
}

function filesIn(folder: string): Files {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return Object.fromEntries(
    paths
      .filter((path) => statSync(join(folder, path)).isFile())
      .map((path) => [path, readFileSync(join(folder, path), 'utf8')]),
  );
}

try {
  main(process.argv.slice(2));
} catch (thrown) {
  console.error(asHubError(thrown).sentence('vi'));
  process.exitCode = 2;
}
