export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What the project wants of it; figures without an aim only inform. */
  readonly aim?: { readonly atLeast: number } | { readonly atMost: number };
}

export interface Report {
  readonly bench: string;
  /** What was measured, in a sentence. */
  readonly subject: string;
  readonly figures: readonly Figure[];
}

function meets({ value, aim }: Figure): boolean {
  if (!aim) return true;
  return 'atLeast' in aim ? value >= aim.atLeast : value <= aim.atMost;
}

export const allAimsMet = ({ figures }: Report): boolean => figures.every(meets);

export function asText({ bench, subject, figures }: Report): string {
  const width = Math.max(...figures.map(({ name }) => name.length));
  const lines = figures.map((figure) => {
    const value = `${shown(figure.value).padStart(10)} ${figure.unit.padEnd(10)}`;
    return `  ${figure.name.padEnd(width)}  ${value} ${verdict(figure)}`.trimEnd();
  });
  return [`${bench}: ${subject}`, ...lines].join('\n');
}

function verdict(figure: Figure): string {
  const { aim } = figure;
  if (!aim) return '';
  const words = 'atLeast' in aim ? `>= ${aim.atLeast}` : `<= ${aim.atMost}`;
  return `aim ${words}: ${meets(figure) ? 'met' : 'MISSED'}`;
}

function shown(value: number): string {
  const decimals = value >= 1_000 ? 0 : value >= 100 ? 1 : 2;
  return value.toLocaleString('en', { maximumFractionDigits: decimals, minimumFractionDigits: decimals });
}
