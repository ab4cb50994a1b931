import { FIELD_PROBLEMS, PROBLEMS } from '@guanxi/shared/kernel';

const escape = (text: string): string =>
  text.replace(/[&<>]/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[character]!);

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  `<table><thead><tr>${head.map((cell) => `<th>${cell}</th>`).join('')}</tr></thead><tbody>${rows
    .map(
      ([id, ...cells]) =>
        `<tr id="${id}"><td><code>${id}</code></td>${cells.map((cell) => `<td>${escape(cell)}</td>`).join('')}</tr>`,
    )
    .join('')}</tbody></table>`;

/** The page behind the `type` of problem documents: every code with its status and its sentence in both languages. */
export const problemsPage =
  (): string => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Guanxi API problems</title>
<style>body{font:14px/1.6 system-ui,sans-serif;margin:32px;max-width:1100px}table{border-collapse:collapse;width:100%;margin-bottom:32px}
td,th{text-align:left;padding:6px 12px 6px 0;border-bottom:1px solid #ddd;vertical-align:top}:target{background:#fdf1de}</style></head><body>
<h1>Problems</h1><p>Answers with the media type <code>application/problem+json</code> (RFC 9457) carry one of these codes.
409: others' facts stand in the way and the same request may succeed later. 422: it never can.</p>
${table(
  ['code', 'status', '中文', 'English'],
  Object.entries(PROBLEMS).map(([code, one]) => [code, String(one.status), one.zh, one.en]),
)}
<h2>Entries of <code>errors[]</code></h2>
${table(
  ['code', '中文', 'English'],
  Object.entries(FIELD_PROBLEMS).map(([code, one]) => [code, one.zh, one.en]),
)}</body></html>`;
