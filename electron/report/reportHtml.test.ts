import { expect, test } from 'vitest';
import type { ReportDocument } from '../../main/contract/reportDocument.ts';
import { reportHtml } from './reportHtml.ts';

const nasty = `<script>alert("1")</script> & 'Müller'`;
const escaped = '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;Müller&#39;';

test('whatever a scan, a segment or a measurement is called, it is text on the page', () => {
  const report: ReportDocument = {
    ...{ language: nasty, title: nasty, subtitle: nasty, warning: nasty, footer: nasty },
    pictures: [{ caption: nasty, png: new Uint8Array() }],
    tables: [{ title: nasty, headings: [nasty], rows: [[nasty]], note: nasty }],
    facts: [[nasty, nasty]],
  };
  const html = reportHtml(report);
  expect(html).not.toContain('<script');
  expect(html).not.toContain("'Müller'");
  // Each of the words once, and the title and the caption in an attribute or the head besides.
  expect(html.split(escaped)).toHaveLength(1 + 5 + 1 + 2 + 4 + 2);
});

test('a table without a note has no paragraph for one', () => {
  const table = { title: 'Segments', headings: ['Name'], rows: [['Spleen']], note: '' };
  const words = { language: 'en', title: '', subtitle: '', warning: '', footer: '' };
  expect(reportHtml({ ...words, pictures: [], tables: [table], facts: [] })).not.toContain('class="note"');
});
