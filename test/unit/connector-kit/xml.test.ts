import { describe, expect, it } from 'vitest';
import { parsedXml } from '../../../src/connector-kit/xml.ts';
import { thrownBy } from '../../kit/thrown-by.ts';

const read = (content: string | Buffer, contentType?: string) =>
  parsedXml({ host: 'cong.example.vn', bytes: Buffer.from(content as string), contentType });

describe('an element', () => {
  const root = read(
    '\n<?xml version="1.0"?><!-- cache --><a v="1 &amp; 2"><b>A &lt;i&gt; <![CDATA[<b>x</b>]]></b><b/><dc:date>1</dc:date></a><!-- end -->',
  );

  it('tells its children, text and attributes, each entity resolved once', () => {
    expect(root.children('b').map(({ content }) => content)).toEqual(['A <i> <b>x</b>', '']);
    expect([root.text('dc:date'), root.attribute('v'), root.name]).toEqual(['1', '1 & 2', 'a']);
    expect(read('<a>&amp;lt; &#65;&#x1EBF; &#0;&#xD800;&#9999999; &nbsp;</a>').content).toBe(
      '&lt; Aế &#0;&#xD800;&#9999999; &nbsp;',
    );
  });

  it('has nothing where nothing stands', () => {
    expect([root.text('x'), root.child('x'), root.attribute('x'), root.children('x')]).toEqual([
      null,
      null,
      null,
      [],
    ]);
    expect(root.children('constructor')).toEqual([]);
  });
});

const LAUGHS = `<!DOCTYPE lolz [<!ENTITY a "ha">${'bcdefghij'
  .split('')
  .map((name, index) => `<!ENTITY ${name} "${`&${'abcdefghi'[index]};`.repeat(10)}">`)
  .join('')}]>`;

it.each([
  ['billion laughs', `<?xml version="1.0"?>${LAUGHS}<rss>&j;</rss>`, 'XML_DTD_REFUSED', 'config'],
  [
    'one large entity',
    `<!DOCTYPE r [<!ENTITY e "${'x'.repeat(9_000)}">]><r>&e;</r>`,
    'XML_DTD_REFUSED',
    'config',
  ],
  ['a file as entity', '<!DOCTYPE r SYSTEM "file:///etc/passwd"><r/>', 'XML_DTD_REFUSED', 'config'],
  ['a DTD behind comments', '<!-- a --><?b c?><!doctype rss><rss/>', 'XML_DTD_REFUSED', 'config'],
  ['a thousand levels', `${'<a>'.repeat(1_000)}${'</a>'.repeat(1_000)}`, 'XML_TOO_DEEP', 'config'],
  ['a reserved name', '<a><__proto__>x</__proto__></a>', 'XML_TOO_DEEP', 'config'],
  ['a tag that is not closed', '<a>\n<b></a>', 'SCHEMA_CHANGED', 'config'],
  ['half a document', '<rss><channel><item><title>Tin', 'CUT_OFF_XML', 'retry'],
  ['nothing', '  ', 'CUT_OFF_XML', 'retry'],
  ['JSON', '{"code":"x"}', 'JSON_INSTEAD_OF_XML', 'config'],
  ['plain text', 'Not found', 'NOT_XML', 'config'],
  ['a login page', '<!DOCTYPE html><html><input type="password"></html>', 'LOGIN_PAGE', 'config'],
  ['more than 16 MB', Buffer.alloc(17 * 1024 * 1024, ' '), 'XML_TOO_LARGE', 'config'],
])('F49 %s is refused', (_, content, code, family) => {
  expect(thrownBy(() => read(content))).toMatchObject({ code, family });
});

it('S34 F49 entities by number cost no more than they are long, and the letters of a DTD inside of a text are text', () => {
  const many = '&#38;'.repeat(100_000);
  expect(read(`<a>${many}</a>`).content).toHaveLength(100_000);
  expect(read('<a><![CDATA[<!DOCTYPE html>]]></a>').content).toBe('<!DOCTYPE html>');
});

/** "Tin Huế" in windows-1258: the acute stands apart from its letter. */
const IN_1258 = Buffer.from([0x54, 0x69, 0x6e, 0x20, 0x48, 0x75, 0xea, 0xec]);
const framed = (declaration: string, words: Buffer) =>
  Buffer.concat([Buffer.from(`${declaration}<a>`), words, Buffer.from('</a>')]);
const utf16be = (value: string) => Buffer.from(`\ufeff${value}`, 'utf16le').swap16();

it.each([
  ['UTF-8', Buffer.from('<a>Tin Huế</a>'), undefined],
  ['UTF-8 with a mark', Buffer.from('\ufeff<a>Tin Huế</a>'), undefined],
  ['UTF-8 in letters taken apart', Buffer.from('<a>Tin Huế</a>'.normalize('NFD')), undefined],
  ['UTF-8 under a wrong header', Buffer.from('<a>Tin Huế</a>'), 'text/xml; charset=windows-1252'],
  ['UTF-16 LE with a mark', Buffer.from('\ufeff<a>Tin Huế</a>', 'utf16le'), undefined],
  ['UTF-16 LE without one', Buffer.from('<a>Tin Huế</a>', 'utf16le'), 'text/xml'],
  ['UTF-16 BE', utf16be('<?xml version="1.0" encoding="UTF-16"?><a>Tin Huế</a>'), undefined],
  [
    '1258 by declaration',
    framed('<?xml version="1.0" encoding="windows-1258"?>', IN_1258),
    'text/xml; charset=utf-8',
  ],
  ['1258 by header', framed('', IN_1258), 'application/rss+xml; charset="Windows-1258"'],
])('F18 %s', (_, bytes, contentType) => {
  expect(read(bytes, contentType).content).toBe('Tin Huế');
});

it('F18 bytes of no declared charset are told, not shown as rubbish', () => {
  expect(thrownBy(() => read(framed('', IN_1258)))).toMatchObject({ code: 'OTHER_CHARSET' });
  const unknown = framed('<?xml version="1.0" encoding="TCVN3"?>', IN_1258);
  expect(thrownBy(() => read(unknown))).toMatchObject({ code: 'OTHER_CHARSET' });
});
