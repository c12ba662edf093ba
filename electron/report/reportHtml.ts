import type { ReportDocument } from '../../main/contract/reportDocument.ts';

type Table = ReportDocument['tables'][number];

const characters: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as it stands in HTML: whatever a scan or a segment is called, it is text and nothing else. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (one) => characters[one]!);

/** The name of picture `n` of a report, beside its page. */
export const pictureName = (n: number): string => `picture${n}.png`;

/** The page of a report; its style sheet and pictures lie beside it. */
export function reportHtml(report: ReportDocument): string {
  return `<!doctype html>
<html lang="${escapeHtml(report.language)}">
<head><meta charset="utf-8"><title>${escapeHtml(report.title)}</title><link rel="stylesheet" href="report.css"></head>
<body>
<header><div><h1>${escapeHtml(report.title)}</h1><p>${escapeHtml(report.subtitle)}</p></div>
<strong class="warning">${escapeHtml(report.warning)}</strong></header>
<section class="pictures">${report.pictures.map(({ caption }, n) => figure(caption, n)).join('')}</section>
<section class="tables">${report.tables.map(tableHtml).join('')}</section>
<dl>${report.facts.map(([term, value]) => `<div><dt>${escapeHtml(term)}</dt><dd>${escapeHtml(value)}</dd></div>`).join('')}</dl>
<footer>${escapeHtml(report.footer)}</footer>
</body>
</html>
`;
}

function figure(caption: string, n: number): string {
  const text = escapeHtml(caption);
  return `<figure><img src="${pictureName(n)}" alt="${text}"><figcaption>${text}</figcaption></figure>`;
}

function tableHtml({ title, headings, rows, note }: Table): string {
  const cells = (tag: 'th' | 'td', row: readonly string[]) =>
    `<tr>${row.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('')}</tr>`;
  return `<h2>${escapeHtml(title)}</h2>
<table><thead>${cells('th', headings)}</thead><tbody>${rows.map((row) => cells('td', row)).join('')}</tbody></table>
${note && `<p class="note">${escapeHtml(note)}</p>`}`;
}
