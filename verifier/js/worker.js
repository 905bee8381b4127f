// The worker of the page Verify. Its own content security policy lets it load its code and send nothing: it gets the
// badge and the documents from the page, and returns a report. One message in, one message out.

/** @type {typeof import('./verifier.js') | undefined} */
let verifier;
/** @type {import('./verifier.js').BadgeCheck | undefined} */
let check;

/** @param {{start?: Start, begin?: Beginning, supply?: Supplied}} message */
async function answer({start, begin, supply}) {
  if(start) {
    verifier = await import(start.name);
    await verifier?.default({module_or_path: start.module});
    return {ready: true};
  }
  if(begin) {
    check?.free();
    check = verifier && new verifier.BadgeCheck(begin.badge, begin.order, begin.ledgerProof, begin.now);
  }
  if(supply) {
    check?.supply(supply.answer, supply.bytes);
  }
  const need = check?.nextNeed();
  if(check?.needsGeneral) {
    return {needsGeneral: true};
  }
  if(need !== undefined) {
    return {need: JSON.parse(need)};
  }
  const report = check?.report();
  check = undefined;
  return {report: {html: report?.html, title: report?.title, json: report?.json}};
}

addEventListener('message', async ({data}) => {
  try {
    postMessage(await answer(data));
  } catch(error) {
    // Without this a failed start reaches the page as silence.
    postMessage({failed: String(error)});
  }
});

/**
 * @typedef {{name: string, module: WebAssembly.Module}} Start
 * @typedef {{badge: Uint8Array, order: string, ledgerProof: Uint8Array | undefined, now: number}} Beginning
 * @typedef {{answer: string, bytes: Uint8Array}} Supplied
 */
