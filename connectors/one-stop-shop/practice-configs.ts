import type { z } from 'zod';
import { type configSchema, STREAMS } from './config.ts';
import { PRACTICE_APPLICATION, PRACTICE_KEYS, PRACTICE_LOGIN } from './simulator-access.ts';

type Input = Omit<z.input<typeof configSchema>, 'baseUrl'>;

const lists = (style: string) => ({
  dossiersPath: `/api/${style}/ho-so`,
  proceduresPath: `/api/${style}/thu-tuc`,
  feedbackPath: `/api/${style}/pakn`,
});

const streams = [...STREAMS];

/** How each protocol of the simulator is asked; the address comes on top. */
export const PRACTICE_CONFIGS = {
  adapter: { ...PRACTICE_LOGIN, streams },
  rest: { ...PRACTICE_LOGIN, protocol: 'rest', streams },
  gateway: { ...PRACTICE_APPLICATION, protocol: 'gateway', dataPath: '/gateway/service', streams },
  'gateway-rest': {
    ...PRACTICE_APPLICATION,
    protocol: 'gateway-rest',
    dataPath: '/gateway/service',
    streams,
  },
  'page-from-0': {
    ...PRACTICE_KEYS,
    protocol: 'key-rest',
    streams,
    firstPage: 0,
    list: { ...lists('page0'), items: 'items', pageParam: 'pageNumber', sizeParam: 'pageSize', dates: 'iso' },
  },
  'page-from-1': {
    ...PRACTICE_KEYS,
    protocol: 'key-rest',
    streams,
    list: { ...lists('page1'), sizeParam: 'limit', dates: 'day' },
  },
  offset: {
    ...PRACTICE_KEYS,
    protocol: 'key-rest',
    streams,
    list: {
      ...lists('offset'),
      paging: 'offset',
      items: 'data.items',
      total: 'data.count',
      sizeParam: 'limit',
    },
  },
  cursor: {
    ...PRACTICE_KEYS,
    protocol: 'key-rest',
    streams,
    list: {
      ...lists('cursor'),
      paging: 'cursor',
      items: 'items',
      total: '',
      next: 'paging.next',
      cursorParam: 'after',
    },
  },
  link: {
    ...PRACTICE_KEYS,
    protocol: 'key-rest',
    streams,
    list: { ...lists('link'), paging: 'link', items: 'items', total: '' },
  },
  'link-header': {
    ...PRACTICE_KEYS,
    protocol: 'key-rest',
    streams,
    list: { ...lists('link'), paging: 'link', items: 'items', total: '', next: '' },
  },
  'province-feed': {
    ...PRACTICE_KEYS,
    protocol: 'key-rest',
    firstPage: 0,
    streams: ['dossiers'],
    list: {
      dossiersPath: '/api/page0/ho-so-don-gian',
      items: 'items',
      pageParam: 'pageNumber',
      sizeParam: 'pageSize',
    },
    fields: {
      key: 'SoBienNhan',
      unit: 'NoiNhan',
      received: 'NgayNhan',
      origin: 'NhanQuaMang',
      finished: 'NgayHoanThanh',
      status: '',
    },
  },
} as const satisfies Readonly<Record<string, Input>>;
