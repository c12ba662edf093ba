import { BrowserWindow, session, type Session } from 'electron';
import type { ReportDocument } from '../../main/contract/reportDocument.ts';
import { scheme } from '../protocol.ts';
import { pictureName, reportHtml } from './reportHtml.ts';
import { reportStyle } from './reportStyle.ts';

interface ReportFile {
  readonly type: string;
  readonly content: string | Uint8Array<ArrayBuffer>;
}

/** The files of the reports that are being printed, by the host of their URLs. */
const reports = new Map<string, ReadonlyMap<string, ReportFile>>();
let printed = 0;
let ownSession: Session | undefined;

/**
 * A report as a PDF of one A4 page. It is laid out by a hidden window of its own: sandboxed, without scripts, in a session
 * that reaches nothing but the report's page, style sheet and pictures, all of them from memory.
 */
export async function printReport(report: ReportDocument): Promise<Uint8Array<ArrayBuffer>> {
  const host = `report${++printed}`;
  reports.set(host, filesOf(report));
  ownSession ??= reportSession();
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      session: ownSession,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
    },
  });
  try {
    await window.loadURL(`${scheme}://${host}/index.html`);
    // The page is sized to be one; what would not fit on it anyway makes no second.
    const pdf = await window.webContents.printToPDF({
      preferCSSPageSize: true,
      printBackground: true,
      pageRanges: '1',
    });
    return new Uint8Array(pdf);
  } finally {
    window.destroy();
    reports.delete(host);
  }
}

function filesOf(report: ReportDocument): ReadonlyMap<string, ReportFile> {
  return new Map<string, ReportFile>([
    ['/index.html', { type: 'text/html; charset=utf-8', content: reportHtml(report) }],
    ['/report.css', { type: 'text/css; charset=utf-8', content: reportStyle }],
    ...report.pictures.map(({ png }, n): [string, ReportFile] => [
      `/${pictureName(n)}`,
      { type: 'image/png', content: new Uint8Array(png) },
    ]),
  ]);
}

function reportSession(): Session {
  const own = session.fromPartition('report');
  own.protocol.handle(scheme, (request) => {
    const { host, pathname } = new URL(request.url);
    const file = reports.get(host)?.get(pathname);
    if (!file) return new Response(null, { status: 404 });
    return new Response(file.content, {
      headers: {
        'Content-Type': file.type,
        'Content-Security-Policy': "default-src 'none'; style-src 'self'; img-src 'self'",
      },
    });
  });
  return own;
}
