import type { CardBlock, Span } from '../../display/cardText.ts';

/** One block of a card. */
export function CardBlockView({ block }: { block: CardBlock }) {
  switch (block.kind) {
    case 'heading':
      return block.level === 1 ? (
        <h3>
          <Line spans={block.spans} />
        </h3>
      ) : (
        <h4>
          <Line spans={block.spans} />
        </h4>
      );
    case 'paragraph':
      return (
        <p>
          <Line spans={block.spans} />
        </p>
      );
    case 'list':
      return (
        <ul>
          {block.items.map((spans, n) => (
            <li key={n}>
              <Line spans={spans} />
            </li>
          ))}
        </ul>
      );
    case 'table':
      return <CardTable rows={block.rows} />;
  }
}

function CardTable({ rows: [head, ...rows] }: { rows: readonly (readonly (readonly Span[])[])[] }) {
  return (
    <table>
      <thead>
        <tr>
          {head?.map((spans, n) => (
            <th key={n} scope="col">
              <Line spans={spans} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, n) => (
          <tr key={n}>
            {row.map((spans, at) => (
              <td key={at}>
                <Line spans={spans} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Line({ spans }: { spans: readonly Span[] }) {
  return spans.map(({ kind, text }, n) => {
    if (kind === 'strong') return <strong key={n}>{text}</strong>;
    return kind === 'code' ? <code key={n}>{text}</code> : text;
  });
}
