// What the program embeds in the page: a summary as docs/output.md describes
// it (schema hrscan.summary/1), and beside it what only the report has.

export const RETRY_VALUES = [
  'likely', 'possible', 'after-action', 'unlikely', 'success', 'unknown',
] as const;
export type Retry = typeof RETRY_VALUES[number];
export type RetryCounts = Partial<Record<Retry, number>>;

export interface Sighting {
  file: string;
  line: number;
  time: string | null;
}

export interface Burst {
  start: string;
  end: string;
  count: number;
  per_second: number;
}

export interface CodeEntry {
  code: string;
  kind: string;
  symbol: string | null;
  aliases: string[];
  facility: {number: number; name: string | null} | null;
  severity: string;
  description: string;
  retry: Retry;
  basis: string;
  cause: string | null;
  advice: string | null;
  count: number;
  incidents: number;
  files: number;
  first: Sighting;
  last: Sighting;
  bursts?: Burst[];
}

export interface FileEntry {
  path: string;
  bytes: number;
  lines: number;
  findings: number;
  by_retry: RetryCounts;
}

export interface Bucket {
  start: string;
  by_retry: RetryCounts;
  codes?: Record<string, number>;
}

export interface Timeline {
  bucket_seconds: number;
  buckets: Bucket[];
}

export interface Example extends Sighting {
  token: string;
  text: string;
  before: string[];
  after: string[];
}

// The codes for which there is no room to say everything, by column. `code`
// has eight hexadecimal digits for each, `kind` and `retry` a digit: an index
// into `kinds` and RETRY_VALUES.
interface MoreCodes {
  kinds: string[];
  code: string;
  kind: string;
  retry: string;
  symbol: string[];
  count: number[];
  files: number[];
}

export interface Report {
  tool: {
    name: string;
    version: string;
    catalog: {version: string; codes: number};
  };
  totals: {
    files: number;
    bytes: number;
    lines: number;
    findings: number;
    distinct_codes: number;
    by_retry: RetryCounts;
  };
  codes: CodeEntry[];
  files: FileEntry[];
  timeline?: Timeline | null;
  examples: Record<string, Example[]>;
  verdict: string;
  codes_by_retry: RetryCounts;
  more_codes?: MoreCodes;
  // How many of them the page does not show; 0 where all are there.
  left_out: {codes: number; files: number; timeline: boolean};
}

// A row of the table of codes.
export interface CodeRow {
  code: string;
  kind: string;
  symbol: string;
  retry: Retry;
  count: number;
  files: number;
  entry: CodeEntry | null;  // null: nothing more is known to the page
}

export function read_report(): Report {
  const block = document.getElementById('data');
  return JSON.parse(block?.textContent ?? '') as Report;
}

export function code_key(row: {code: string; kind: string}): string {
  return `${row.code}/${row.kind}`;
}

// All codes, most frequent first.
export function code_rows(report: Report): CodeRow[] {
  const rows: CodeRow[] = report.codes.map((entry) => ({
    code: entry.code,
    kind: entry.kind,
    symbol: entry.symbol ?? '',
    retry: entry.retry,
    count: entry.count,
    files: entry.files,
    entry,
  }));
  const more = report.more_codes;
  for (let i = 0; more !== undefined && i < more.count.length; ++i) {
    rows.push({
      code: `0x${more.code.slice(i * 8, i * 8 + 8)}`,
      kind: more.kinds[Number(more.kind[i])],
      symbol: more.symbol[i],
      retry: RETRY_VALUES[Number(more.retry[i])],
      count: more.count[i],
      files: more.files[i],
      entry: null,
    });
  }
  return rows;
}
