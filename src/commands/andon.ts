import { pullCord } from '../andon/index.ts';
import type { Command } from './command.ts';
import { notPulled, pulledChange, pulledElsewhere } from './wording-andon.ts';

/** `/andon REASON`: pulls the cord. Every member of the organisation may, and whoever was given access here. */
export const andon: Command = {
  usage: '/andon',
  needs: 'read',
  takes: () => 'fits',
  async answer(house, { commentId, ordinal, words: given, text, ...asked }) {
    const origin = `${commentId}/${ordinal}`;
    const pulled = await pullCord(house, { ...asked, origin, reason: reasonIn(given, text) });
    if (pulled.kind === 'refused') {
      const kind = pulled.because === 'stranger' ? 'forbidden' : 'refused';
      return { kind, words: notPulled(pulled.because) };
    }
    const words = pulled.alarm === 'elsewhere' ? { words: pulledElsewhere() } : {};
    return { kind: 'done', plan: pulled.plan, change: pulledChange(), ...words };
  },
};

/** What somebody writes who means another command, or asks how this one is written: no reason by itself. */
const MEANT_OTHERWISE =
  /^(?:ack\w*|resolved?|resolves|withdraw\w*|withdrew|cancel\w*|close[sd]?|done|help|status|undo|stop|reason)$/;

function reasonIn(words: readonly string[], text: string): string {
  return words.length === 1 && MEANT_OTHERWISE.test(words[0] ?? '') ? '' : text;
}
