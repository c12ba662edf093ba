import { useTranslation } from 'react-i18next';

const columns = ['i', 'j', 'k', 'mm'];
const rowNames = ['x', 'y', 'z'];

/** The matrix from voxels to the patient, without its last row, which is the same in every one. */
export function AffineTable({ rows }: { rows: readonly (readonly string[])[] }) {
  const { t } = useTranslation('header');
  return (
    <section>
      <h3>{t('affine')}</h3>
      <table className="affine" data-testid="affine">
        <thead>
          <tr>
            <td />
            {columns.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, 3).map((row, n) => (
            <tr key={rowNames[n]}>
              <th scope="row">{rowNames[n]}</th>
              {row.map((cell, column) => (
                <td key={columns[column]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="hint">{t('affineHint')}</p>
    </section>
  );
}
