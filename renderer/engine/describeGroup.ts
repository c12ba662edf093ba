import { findGroup } from '../stores/segmentation.ts';
import { send } from './connection.ts';

/** Tells the engine the names, colours and locks of a group as they are now. */
export function describeGroup(scanId: string, groupId: string): void {
  const group = findGroup(scanId, groupId);
  if (!group) return;
  const segments = group.segments.map(({ value, name, colour, locked }) => ({ value, name, colour, locked }));
  send({ kind: 'describeGroup', scanId, groupId, name: group.name, segments });
}
