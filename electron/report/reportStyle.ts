/** The style sheet of the printed report: one A4 page, whatever is on it. */
export const reportStyle = `
@page { size: A4; margin: 12mm; }
* { box-sizing: border-box; margin: 0; padding: 0; }
html { font: 8.5pt/1.35 system-ui, 'Segoe UI', 'Helvetica Neue', 'DejaVu Sans', sans-serif; color: #14181d; }
body { display: flex; flex-direction: column; gap: 4mm; height: 272mm; overflow: hidden; }
header { display: flex; justify-content: space-between; align-items: flex-start; gap: 6mm; }
h1 { font-size: 15pt; line-height: 1.2; overflow-wrap: anywhere; }
header p { color: #56606b; }
.warning { flex: none; padding: 1mm 3mm; border: 0.4mm solid #b3261e; border-radius: 1mm; color: #b3261e; font-size: 10pt; }
.pictures { display: grid; grid-template-columns: 1fr 1fr; gap: 3mm; }
figure { background: #000; border-radius: 1mm; overflow: hidden; }
figure img { display: block; width: 100%; height: 64mm; object-fit: contain; }
figcaption { padding: 0.8mm 2mm; background: #e9edf1; color: #14181d; }
.tables { display: flex; flex-direction: column; min-height: 0; overflow: hidden; }
h2 { margin-bottom: 1mm; font-size: 9.5pt; }
h2:not(:first-child) { margin-top: 3mm; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th { border-bottom: 0.3mm solid #14181d; font-weight: 600; }
th, td { padding: 0.5mm 1.5mm; text-align: right; vertical-align: top; }
th:first-child, td:first-child { padding-left: 0; text-align: left; }
td { border-bottom: 0.1mm solid #cfd6dd; }
.note { margin-top: 1mm; color: #56606b; }
dl { display: grid; grid-template-columns: 1fr 1fr; column-gap: 6mm; row-gap: 0.6mm; margin-top: auto; }
dl div { display: flex; gap: 2mm; }
dt { flex: 0 0 24mm; color: #56606b; }
dd { flex: 1; overflow-wrap: anywhere; }
footer { padding-top: 1.5mm; border-top: 0.2mm solid #cfd6dd; color: #56606b; }
`;
