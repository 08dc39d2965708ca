import { text } from '../../core/text.ts';
import type { PullRunView } from '../views/pull-run.ts';

/**
 * A pull run as evidence of a fact, for those who do not see the sources: when it was and what it delivered. What
 * happened in it, what is held and who decided what may name any unit (S07).
 */
export const runAsEvidence = (run: PullRunView): PullRunView => ({
  ...run,
  message: FOR_OTHERS,
  held: [],
  decision: null,
  onlyUnits: null,
});

const FOR_OTHERS = text(
  'Diễn biến của lần lấy số liệu dành cho người quản lý nguồn.',
  'What happened in the pull is for those who manage the sources.',
);
