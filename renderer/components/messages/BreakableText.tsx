import { Fragment } from 'react';

/** Text whose long names (of files, say) may go on in the next line behind _, -, . and slashes rather than anywhere. */
export function BreakableText({ text }: { readonly text: string }) {
  return text.split(/(?<=[_\-./\\])(?=\S)/).map((part, n) => (
    <Fragment key={n}>
      {n > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
