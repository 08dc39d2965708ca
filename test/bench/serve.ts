import type { Report } from './kit/report.ts';
export async function serveBench(_rounds: number): Promise<Report> { throw new Error('later'); }
