import type { Measure } from '../core/measure.ts';
import { text } from '../core/text.ts';
import { buildIndexSet } from './build-index-set.ts';
import { checkIndexSet } from './check-catalogue.ts';
import { errorFinding, pathIn } from './finding.ts';
import type { Finding, IndexSet } from './index-set.ts';
import { indexSetFile } from './index-set-file.ts';
import { problemsOf } from './problems.ts';
import { readYaml } from './read-yaml.ts';

/** `indexSet` is null exactly when a finding is an ERROR. */
export interface LoadedIndexSet {
  readonly indexSet: IndexSet | null;
  readonly findings: readonly Finding[];
}

/** "kon-tum-2023.yaml", "kon-tum-2023@2.yaml". */
const FILE_NAME = /^([a-z0-9]+(?:-[a-z0-9]+)*)(?:@(\d+))?\.yaml$/;

export function loadIndexSet(fileName: string, source: string, offered: readonly Measure[]): LoadedIndexSet {
  const yaml = readYaml(fileName, source);
  if (!yaml.ok) return { indexSet: null, findings: yaml.findings };

  const shape = indexSetFile.safeParse(yaml.value);
  if (!shape.success) return { indexSet: null, findings: badShape(fileName, yaml.value) };

  const [, code = '', version] = FILE_NAME.exec(fileName) ?? [];
  const findings = [
    ...badName(fileName, code, version, shape.data.version),
    ...checkIndexSet({ fileName, content: shape.data, offered }),
  ];
  const usable = findings.every(({ severity }) => severity !== 'ERROR');
  return { indexSet: usable ? buildIndexSet(code, source, shape.data, findings) : null, findings };
}

const badShape = (fileName: string, value: unknown): readonly Finding[] =>
  problemsOf(indexSetFile, value).map(({ path, message }) =>
    errorFinding('BAD_SHAPE', pathIn(fileName, value, path), message),
  );

/** The code comes from the name of the file, and a version in the name is the one in the file. */
function badName(fileName: string, code: string, inName: string | undefined, version: number) {
  if (code !== '' && (inName === undefined || Number(inName) === version)) return [];
  return [
    errorFinding(
      'BAD_FILE_NAME',
      fileName,
      text(
        `Tên tệp phải có dạng "ma-bo.yaml", hoặc "ma-bo@${version}.yaml" cho phiên bản ${version}`,
        `The file must be named "code.yaml", or "code@${version}.yaml" for version ${version}`,
      ),
    ),
  ];
}
