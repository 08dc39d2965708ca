import { describe, expect, it } from 'vitest';
import { checkedName, madeConnector, registered } from '../../../src/cli/new-connector/made-connector.ts';

describe('npm run new:connector', () => {
  it('names files, identifiers, the id and the measures anew', () => {
    const template = {
      'connector-template.test.ts': "import { connectorTemplate } from './index.ts';",
      'index.ts': "id: 'connector-template', code: 'CONNECTORTEMPLATE.ITEM'",
    };
    expect(madeConnector(template, 'tram-do-2')).toEqual({
      'tram-do-2.test.ts': "import { tramDo2 } from './index.ts';",
      'index.ts': "id: 'tram-do-2', code: 'TRAMDO.ITEM'",
    });
  });

  const REGISTRY = `import type { Connector } from '../src/connector-kit/connector.ts';
import { broadcast } from './broadcast/index.ts';
import { websiteCms } from './website-cms/index.ts';

export const connectors: readonly Connector[] = [
  broadcast,
  websiteCms,
];
`;

  it.each([
    ['air-quality', 1],
    ['tram-do', 2],
    ['zalo', 3],
  ])('adds %s to the registry: one import in its place, one line', (name, place) => {
    const lines = registered(REGISTRY, name).split('\n');
    expect(lines[place]).toContain(`from './${name}/index.ts';`);
    expect(lines.at(-4)).toBe('  websiteCms,');
    expect(lines.at(-3)).toMatch(/^ {2}\w+,$/);
    expect(lines).toHaveLength(REGISTRY.split('\n').length + 2);
  });

  it.each([
    ['', /không hợp lệ/],
    ['Trạm đo', /không hợp lệ/],
    ['../broadcast', /không hợp lệ/],
    ['2-tram', /không hợp lệ/],
    ['tram--do', /không hợp lệ/],
    ['a'.repeat(37), /không hợp lệ/],
    ['connector-template', /không hợp lệ/],
    ['broadcast', /trùng với đầu nối "broadcast"/],
    // Its measures would bear the same prefix.
    ['broad-cast', /trùng với đầu nối "broadcast"/],
  ])('refuses "%s" with a sentence', (name, sentence) => {
    expect(() => checkedName(name, ['broadcast'])).toThrow(
      expect.objectContaining({
        code: 'BAD_INPUT',
        text: { vi: expect.stringMatching(sentence), en: expect.any(String) },
      }),
    );
  });
});
