import { expect, it } from 'vitest';
import { resultsDocument } from '../../../src/app/publication/results-document.ts';
import { resultsOfUnits } from '../../kit/results.ts';

it('a publication holds every row of every unit in points, and counts what is held back', () => {
  const results = resultsOfUnits([
    {
      code: '19801',
      name: 'Phường An',
      cells: [
        ['SCORED', 933],
        ['SUSPECT', 250],
        ['NO_DATA', null],
      ],
      total: 1183,
    },
    {
      code: '19802',
      name: 'Phường Bình',
      cells: [
        ['NO_DATA', null],
        ['SUSPECT', null],
        ['ERROR', null],
      ],
      total: null,
    },
  ]);
  const document = resultsDocument(results);
  expect(document).toMatchObject({
    format: 'dti-hub-results/1',
    year: 2024,
    level: 'COMMUNE',
    heldScores: 2,
    indicators: [
      { code: '1.1', maxPoints: 10 },
      { code: '2.1', maxPoints: 5 },
      { code: '2.1.1', maxPoints: 5 },
    ],
  });
  expect(document.units).toMatchObject([
    {
      code: '19801',
      name: 'Phường An',
      rank: 1,
      points: 11.83,
      maxPoints: 20,
      percent: 59.15,
      scores: [
        { code: '1.1', state: 'SCORED', points: 9.33, met: null, final: null },
        { code: '2.1', state: 'SUSPECT', points: 2.5 },
        { code: '2.1.1', state: 'NO_DATA', points: null },
      ],
    },
    { code: '19802', rank: null, points: null, percent: null },
  ]);
});
