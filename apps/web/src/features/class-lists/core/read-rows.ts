import type { ConsentPurpose } from '@lesblik/shared/class-lists';
import { looksLikeFullName, MOST_LABEL } from '@lesblik/shared/class-lists';

type Said = 'given' | 'refused';

/** What is wrong with a row, or with the whole file. */
type RowFault =
  | 'no_label'
  | 'long_label'
  | 'full_name'
  | 'twice'
  | 'unknown_answer'
  | 'unknown_by'
  | 'no_date'
  | 'future';

export interface ReadRow {
  /** In the file, the first is 1. */
  line: number;
  label: string;
  answers: Partial<Record<ConsentPurpose, Said>>;
  answeredBy: 'parent' | 'pupil';
  /** Null: not given in the file. */
  answeredOn: string | null;
  /** None: it can be taken. */
  faults: RowFault[];
}

type Column = 'label' | ConsentPurpose | 'by' | 'on';

/** What a column may be called, in lower case without spaces. */
const names: Record<Column, readonly string[]> = {
  label: [
    'leerling',
    'initialen',
    'plek',
    'pseudoniem',
    'schuilnaam',
    'label',
    'pupil',
    'initials',
    'seat',
    'pseudonym',
  ],
  inside: ['begeleiding', 'coaching', 'school', 'inside', 'insidecoaching'],
  institute: ['opleiding', 'institute', 'traininginstitute', 'training'],
  outside: ['buiten', 'buitendeschool', 'outside', 'outsidetheschool'],
  by: ['door', 'by', 'answeredby'],
  on: ['datum', 'date', 'on'],
};
const inOrder: readonly Column[] = ['label', 'inside', 'institute', 'outside', 'by', 'on'];

const yes = new Set(['ja', 'j', 'yes', 'y', '1', 'x', 'true']);
const no = new Set(['nee', 'n', 'no', '0', 'false', 'geweigerd', 'refused']);
const parent = new Set(['', 'ouder', 'ouders', 'parent', 'parents']);
const pupil = new Set(['leerling', 'pupil', 'student']);

const bare = (cell: string): string => cell.trim().toLowerCase().replace(/\s+/g, '');
const columnOf = (cell: string): Column | undefined => inOrder.find((column) => names[column].includes(bare(cell)));

/** A day as `27-11-2026`, `27/11/2026` or `2026-11-27`; undefined for anything else. */
function dayOf(text: string): string | undefined {
  const [, y, m, d] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text) ?? [];
  const [, d2, m2, y2] = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text) ?? [];
  const day = `${y ?? y2}-${(m ?? m2 ?? '').padStart(2, '0')}-${(d ?? d2 ?? '').padStart(2, '0')}`;
  const real = new Date(`${day}T00:00Z`);
  return Number.isNaN(real.getTime()) || real.toISOString().slice(0, 10) !== day ? undefined : day;
}

/**
 * The rows of a class list in a table of cells. The first row names the columns; where it names none, they stand in the
 * order label, inside, institute, outside, by, on. Empty rows are skipped.
 */
export function readRows(cells: readonly (readonly string[])[], today: string): ReadRow[] {
  const head = cells[0] ?? [];
  const titled = head.some((cell) => columnOf(cell) !== undefined);
  const columns = titled ? head.map(columnOf) : inOrder;
  const at = (row: readonly string[], column: Column): string => (row[columns.indexOf(column)] ?? '').trim();
  const seen = new Set<string>();
  return cells.flatMap((row, index) => {
    if ((titled && index === 0) || row.every((cell) => cell.trim() === '')) return [];
    const faults: RowFault[] = [];
    const label = at(row, 'label').replace(/\s+/g, ' ');
    if (label === '') faults.push('no_label');
    if (label.length > MOST_LABEL) faults.push('long_label');
    if (looksLikeFullName(label)) faults.push('full_name');
    if (label !== '' && seen.has(label.toLowerCase())) faults.push('twice');
    seen.add(label.toLowerCase());
    const answers: ReadRow['answers'] = {};
    for (const purpose of ['inside', 'institute', 'outside'] as const) {
      const said = bare(at(row, purpose));
      if (yes.has(said)) answers[purpose] = 'given';
      else if (no.has(said)) answers[purpose] = 'refused';
      else if (said !== '' && !faults.includes('unknown_answer')) faults.push('unknown_answer');
    }
    const by = bare(at(row, 'by'));
    if (!parent.has(by) && !pupil.has(by)) faults.push('unknown_by');
    const written = at(row, 'on');
    const answeredOn = written === '' ? null : (dayOf(written) ?? null);
    if (written !== '' && answeredOn === null) faults.push('no_date');
    if (answeredOn !== null && answeredOn > today) faults.push('future');
    return [
      {
        line: index + 1,
        label,
        answers,
        answeredBy: pupil.has(by) ? ('pupil' as const) : ('parent' as const),
        answeredOn,
        faults,
      },
    ];
  });
}
